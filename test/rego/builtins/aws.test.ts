import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { host } from '../../../src/rego/builtins/aws/host.js';
import { Numeral } from '../../../src/rego/builtins/value.js';
import { caller } from '../../helpers/call-builtin.js';

const call = caller(host);
const AT = new Numeral('1900000000000000000');
const CONFIG = {
  aws_access_key: 'key',
  aws_secret_access_key: 'secret',
  aws_service: 's3',
  aws_region: 'north',
};
const sign = (request: object, config: object = CONFIG, at: unknown = AT) =>
  JSON.parse(call('providers.aws.sign_req', request, config, at) ?? '');

const signing = suite('providers.aws.sign_req');

signing('adds headers and leaves the rest of the request as it was', () => {
  const signed = sign({
    method: 'get',
    url: 'https://store.example/a?b=c',
    headers: { 'X-A': 'b' },
  });
  assert.equal(Object.keys(signed.headers), [
    'Authorization',
    'X-A',
    'host',
    'x-amz-content-sha256',
    'x-amz-date',
  ]);
  assert.is(signed.headers.host, 'store.example');
  assert.is(signed.headers['x-amz-date'], '20300317T174640Z');
  assert.match(
    signed.headers.Authorization,
    /SignedHeaders=host;x-a;x-amz-content-sha256;x-amz-date,/,
  );
  assert.is(signed.url, 'https://store.example/a?b=c');
});

signing('signs the body, unless it must not', () => {
  const request = { method: 'put', url: 'https://store.example/a' };
  const hash = (body: object, config?: object) =>
    sign({ ...request, ...body }, config).headers['x-amz-content-sha256'];
  assert.is.not(hash({ raw_body: 'x' }), hash({ raw_body: 'y' }));
  assert.is(hash({ body: { a: 1 } }), hash({ raw_body: '{"a":1}' }));
  const unsigned = { ...CONFIG, disable_payload_signing: true };
  assert.is(hash({ raw_body: 'x' }, unsigned), 'UNSIGNED-PAYLOAD');
});

signing('carries session tokens', () => {
  const { headers } = sign(
    { method: 'get', url: 'https://store.example' },
    { ...CONFIG, aws_session_token: 'token' },
  );
  assert.is(headers['x-amz-security-token'], 'token');
});

signing('says which parameters are missing or have the wrong type', () => {
  assert.throws(
    () => sign({}),
    /operand 1 missing required request parameters\(s\): \{"method", "url"\}/,
  );
  assert.throws(
    () => sign({ method: 'get', url: 'https://a' }, { ...CONFIG, aws_region: 5 }),
    /operand 2 invalid values for required AWS config parameters\(s\): \{"aws_region"\}/,
  );
  assert.throws(() => sign({ method: 'get', url: ':x' }), /parse ":x": missing protocol scheme/);
  assert.throws(() => sign({ method: 'get', url: 'a' }, CONFIG, -1), /time_ns/);
});

signing.run();
