// What the linker and the generated code may call. Every native built-in is exported by the name its declaration gives.
import { opa_abort, opa_builtin0, opa_builtin1, opa_builtin2, opa_builtin3, opa_builtin4, opa_println } from './imports.as';

export { heap_pointer, opa_free, opa_heap_blocks_restore, opa_heap_blocks_stash, opa_heap_ptr_get, opa_heap_ptr_set, opa_heap_stash_clear, opa_malloc, opa_value_free } from './heap.as';
export { array_append, make_array, make_bool, make_int, make_null, make_object, make_set } from './value.as';
export { is_string_value, opa_value_compare } from './compare.as';
export { matching } from './join.as';
export { object_insert, object_insert_once, push, set_add } from './table.as';
export { readNumber } from './number.as';
export { constant_mask, constant_table, opa_json_parse, opa_value_parse } from './parse.as';
export { dumpString, opa_json_dump, opa_value_dump } from './text.as';
export { div, minus, mul, plus, rem } from './arithmetic.as';
export { and, intersection, or, set_diff, union } from './sets.as';
export { raise_error, take_error } from './error.as';
export { drydock_limit, host_result, memo_pop, memo_push, memo_stamp, spend, start_evaluation } from './evaluation.as';
export {
  array_concat, contains, count, element_count, endswith, eq_value as equal, get_string, gt, gte, internal_member_2, internal_member_3, is_array, is_boolean,
  is_null, is_number, is_object, is_set, is_string, iteration_count, iteration_key, iteration_start, lt, lte, message, neq,
  nul_terminated, object_merge, opa_value_add_path, opa_value_remove_path, pack_arguments, startswith, type_name, value_get, values_equal, with_path,
} from './ops.as';

export { lower, upper } from './case.as';
export {
  concat, indexof, replace, split, strings_replace_n, strings_reverse, substring, trim, trim_left, trim_prefix, trim_right, trim_space,
  trim_suffix,
} from './strings.as';

export { sprintf } from './sprintf.as';
export { time_parse_rfc3339_ns } from './time.as';
export { regex_arena, regex_arena_end } from './regex/arena.as';
export { regex_is_valid, regex_match, regex_match as re_match } from './regex/match.as';
export { regex_find_all_string_submatch_n, regex_find_n, regex_split } from './regex/find.as';
export { regex_replace } from './regex/replace.as';
export { glob_match } from './regex/glob-match.as';

export { all, any, largest as max, product, smallest as min, sort, sum } from './aggregates.as';
export { array_reverse, array_slice } from './arrays.as';
export { absolute as abs, ceilNumber as ceil, floorNumber as floor, roundNumber as round, to_number } from './rounding.as';
export { bits_and, bits_lsh, bits_negate, bits_or, bits_rsh, bits_xor, format_int, numbers_range } from './integers.as';
export { base64_decode, base64_encode, base64_is_valid, base64url_decode, base64url_encode } from './base64.as';
export { json_is_valid, json_marshal, json_unmarshal } from './json.as';

export { object_filter, object_get, object_keys, object_remove, object_union, object_union_n } from './objects.as';
export { json_filter, json_remove } from './json-paths.as';
export { graph_reachable, walk } from './graph.as';
export { net_cidr_contains, net_cidr_intersects, net_cidr_overlap } from './net.as';

/** Keeps the imports, whose indexes everything else is counted from. Never called. */
export function keep_imports(): void {
  opa_abort(0);
  opa_println(0);
  opa_builtin0(0, 0);
  opa_builtin1(0, 0, 0);
  opa_builtin2(0, 0, 0, 0);
  opa_builtin3(0, 0, 0, 0, 0);
  opa_builtin4(0, 0, 0, 0, 0, 0);
}
