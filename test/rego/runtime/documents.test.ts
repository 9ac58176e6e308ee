import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { callNative } from '../../helpers/runtime.js';

const get = suite('object.get and object.keys');
get('takes keys, and paths through arrays and sets', () => {
  assert.is(callNative('object_get', '{"a":[{"b":{1}}]}', '["a",0,"b",1]', '"no"'), '1');
  assert.is(callNative('object_get', '{"a":1}', '[]', '"no"'), '{"a":1}');
  assert.is(callNative('object_get', '{"a":1}', '["a","b"]', '"no"'), '"no"');
  assert.is(callNative('object_get', '{"a":false}', '"a"', '1'), 'false');
  assert.is(callNative('object_keys', '{"b":1,"a":2}'), '{"a","b"}');
  assert.is(
    callNative('object_get', '1', '"a"', '1'),
    'eval_type_error: object_get: operand 1 must be object but got number',
  );
});
get.run();

const choosing = suite('object.filter and object.remove');
choosing('take keys from arrays, sets and objects', () => {
  assert.is(callNative('object_filter', '{"a":1,"b":2,3:4}', '["a",3,"x","a"]'), '{3:4,"a":1}');
  assert.is(callNative('object_filter', '{"a":1,"b":2}', '{"b":0}'), '{"b":2}');
  assert.is(callNative('object_remove', '{"a":1,"b":2,3:4}', '{"a",3}'), '{"b":2}');
  assert.is(callNative('object_remove', '{"a":1,"b":2}', '["b"]'), '{"a":1}');
  assert.is(
    callNative('object_remove', '{}', '1'),
    'eval_type_error: object_remove: operand 2 must be one of {object, set, array} but got number',
  );
});
choosing.run();

const union = suite('object.union and object.union_n');
union('merge deeply, the later value counting', () => {
  assert.is(
    callNative('object_union', '{"a":{"b":1,"c":{"d":1}}}', '{"a":{"c":{"e":2}}}'),
    '{"a":{"b":1,"c":{"d":1,"e":2}}}',
  );
  assert.is(callNative('object_union_n', '[{"a":{"b":1}},{"a":1},{"a":{"c":2}}]'), '{"a":{"c":2}}');
  assert.is(
    callNative('object_union_n', '[{"a":{"b":1}},{"a":{"x":1}},{"a":{"c":2}}]'),
    '{"a":{"b":1,"c":2,"x":1}}',
  );
  assert.is(
    callNative('object_union_n', '[{},1]'),
    'eval_type_error: object_union_n: operand 1 must be array of objects but got array containing number',
  );
});
union.run();

const paths = suite('json.filter and json.remove');
paths('follow texts and arrays of segments; positions are texts', () => {
  const document = '{"a":[1,{"b":2,"c":3}]}';
  assert.is(callNative('json_filter', document, '["a/1/b"]'), '{"a":[{"b":2}]}');
  assert.is(callNative('json_filter', document, '[["a",1,"b"]]'), '{"a":[]}');
  assert.is(callNative('json_remove', document, '[["a",1,"b"]]'), document);
  assert.is(callNative('json_remove', document, '["a/0","//a/1/b"]'), '{"a":[{"c":3}]}');
  assert.is(
    callNative('json_filter', '{"a~b":1,"c/d":2,"e":3}', '{"a~0b","c~1d"}'),
    '{"a~b":1,"c/d":2}',
  );
});
paths('let the shorter path count, and the empty one not at all', () => {
  const document = '{"":2,"a":{"b":1,"c":2}}';
  assert.is(callNative('json_filter', document, '["a/b","a"]'), '{"a":{"b":1,"c":2}}');
  assert.is(callNative('json_filter', document, '["a","a/b"]'), '{"a":{"b":1,"c":2}}');
  assert.is(callNative('json_filter', document, '["","/"]'), '{"":2}');
  assert.is(callNative('json_remove', '{"a":{1,2,"x"}}', '["a/x",["a",1]]'), '{"a":{2}}');
});
paths('refuse what is no path', () => {
  assert.is(
    callNative('json_remove', '{}', '[1]'),
    'eval_type_error: json_remove: operand 2 must be one of {set, array} containing string paths or array of path segments but got number',
  );
});
paths.run();

const walking = suite('walk');
walking('gives each document before what it holds', () => {
  assert.is(
    callNative('walk', '{"b":[1,{2}],"a":null}'),
    '[[[],{"a":null,"b":[1,{2}]}],[["a"],null],[["b"],[1,{2}]],[["b",0],1],[["b",1],{2}],[["b",1,2],2]]',
  );
});
walking.run();

const reachable = suite('graph.reachable');
reachable('goes round circles once and leaves out what is no node', () => {
  const graph = '{"a":["b","x"],"b":{"c"},"c":["a"],"d":null}';
  assert.is(callNative('graph_reachable', graph, '["a"]'), '{"a","b","c"}');
  assert.is(callNative('graph_reachable', graph, '{"d","y"}'), '{"d"}');
  assert.is(
    callNative('graph_reachable', '{}', '1'),
    'eval_type_error: graph_reachable: operand 2 must be {array, set} but got number',
  );
});
reachable.run();
