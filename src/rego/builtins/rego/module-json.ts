/** Modules as OPA's `ast.Module` is written as JSON, which is what `rego.parse_module` gives. */
import { positionAt } from '../../../diagnostics/source.js';
import type * as ast from '../../syntax/ast.js';
import { bodyJson, type Json, refJson, termJson } from './term-json.js';

/** The JSON of a module; parts that are empty are left out, as OPA does. */
export function moduleJson({
  source,
  package: header,
  imports,
  rules,
  comments,
}: ast.Module): Json {
  return {
    package: { path: refJson(header.path) },
    ...(imports.length > 0 && { imports: imports.map(importJson) }),
    ...(rules.length > 0 && { rules: rules.map(ruleJson) }),
    ...(comments.length > 0 && {
      comments: comments.map(({ text, span }) => {
        const { line, column } = positionAt(source, span.start);
        return {
          Text: Buffer.from(text).toString('base64'),
          Location: { file: source.path, row: line, col: column },
        };
      }),
    }),
  };
}

const importJson = ({ path, alias }: ast.Import): Json => ({
  path: termJson(path),
  ...(alias !== undefined && { alias }),
});

function ruleJson(rule: ast.Rule): Json {
  return {
    ...(rule.default && { default: true }),
    head: headJson(rule.head),
    body: bodyJson(rule.body),
    ...(rule.else && { else: ruleJson(rule.else) }),
  };
}

/** `name` and `key` are what heads had before refs could be of any length; OPA still fills them for short refs. */
function headJson({ ref, args, key, value, assign }: ast.Head): Json {
  const [first, second] = ref.parts;
  const { length } = ref.parts;
  const isPlain = args === undefined && key === undefined;
  const hasName = length === 1 || (length === 2 && isPlain);
  const oldKey = isPlain && length === 2 && second !== undefined && !isDotted(second);
  return {
    ...(hasName && first?.kind === 'var' && { name: first.name }),
    ref: refJson(ref),
    ...(key && { key: termJson(key) }),
    ...(oldKey && { key: termJson(second) }),
    ...(args && { args: args.map(termJson) }),
    ...(value && { value: termJson(value) }),
    ...(assign && { assign: true }),
  };
}

/** Whether a part of a ref was written as `.name`. */
function isDotted(part: ast.Term): boolean {
  const { source, start } = part.span;
  return part.kind === 'string' && !/["`]/.test(source.text[start] ?? '');
}
