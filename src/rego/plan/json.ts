/**
 * OPA's plan JSON and back. Its statements are named as ours with `Stmt` behind; places are `file`, `row`, `col` in each of
 * them, operands `{type, value}`, and lists that are empty may be null.
 */
import type * as ir from './ir.js';

type Fields = { readonly [key: string]: unknown };

/** What the fields of each kind of statement hold. */
type FieldKind = 'operand' | 'plain' | 'block' | 'blocks' | 'operands' | 'path';

const OPERAND = { source: 'operand' } as const;
const PAIR = { a: 'operand', b: 'operand' } as const;
const TARGET = { target: 'plain' } as const;
const ENTRY = { key: 'operand', value: 'operand', object: 'plain' } as const;

const STATEMENTS: Readonly<Record<ir.Stmt['kind'], Readonly<Record<string, FieldKind>>>> = {
  AssignVar: { ...OPERAND, ...TARGET },
  AssignVarOnce: { ...OPERAND, ...TARGET },
  AssignInt: { value: 'plain', ...TARGET },
  ResetLocal: TARGET,
  ArrayAppend: { value: 'operand', array: 'plain' },
  SetAdd: { value: 'operand', set: 'plain' },
  ObjectInsert: ENTRY,
  ObjectInsertOnce: ENTRY,
  ObjectMerge: { a: 'plain', b: 'plain', ...TARGET },
  MakeNull: TARGET,
  MakeNumberInt: { value: 'plain', ...TARGET },
  MakeNumberRef: { index: 'plain', ...TARGET },
  MakeArray: { capacity: 'plain', ...TARGET },
  MakeObject: TARGET,
  MakeSet: TARGET,
  Dot: { ...OPERAND, key: 'operand', ...TARGET },
  Len: { ...OPERAND, ...TARGET },
  Equal: PAIR,
  NotEqual: PAIR,
  IsArray: OPERAND,
  IsObject: OPERAND,
  IsSet: OPERAND,
  IsDefined: { source: 'plain' },
  IsUndefined: { source: 'plain' },
  Call: { function: 'plain', args: 'operands', result: 'plain' },
  CallDynamic: { path: 'operands', args: 'operands', result: 'plain' },
  Block: { blocks: 'blocks' },
  Break: { index: 'plain' },
  Nop: {},
  Not: { block: 'block' },
  Scan: { source: 'plain', key: 'plain', value: 'plain', block: 'block' },
  With: { local: 'plain', path: 'path', value: 'operand', block: 'block' },
  ReturnLocal: { source: 'plain' },
  ResultSetAdd: { value: 'plain' },
};

/** OPA's names of fields where they differ from ours. */
function foreignName(kind: ir.Stmt['kind'], name: string): string {
  if (kind === 'Call' && name === 'function') return 'func';
  return kind === 'MakeNumberRef' && name === 'index' ? 'Index' : name;
}

/** A plan that is not OPA's, or of a version that knows more. The message says where. */
export class PlanFormatError extends Error {
  override readonly name = 'PlanFormatError';
}

/**
 * Reads OPA's plan JSON.
 *
 * @throws PlanFormatError
 */
export function policyFromJson(json: unknown): ir.Policy {
  const { static: constants, plans, funcs } = fields(json, 'the plan');
  const { strings, builtin_funcs: builtins, files } = fields(constants, 'static');
  const values = (list: unknown, what: string) =>
    items(list).map((item) => String(fields(item, what)['value']));
  return {
    static: {
      strings: values(strings, 'strings'),
      builtins: items(builtins).map((item) => {
        const { name, decl } = fields(item, 'builtin_funcs');
        return { name: String(name), declaration: decl };
      }),
      files: values(files, 'files'),
    },
    plans: items(fields(plans, 'plans')['plans']).map((item) => {
      const plan = fields(item, 'a plan');
      return { name: String(plan['name']), blocks: blocks(plan['blocks']) };
    }),
    functions: items(fields(funcs ?? {}, 'funcs')['funcs']).map((item) => {
      const func = fields(item, 'a function');
      const path = items(func['path']).map(String);
      return {
        name: String(func['name']),
        ...(path.length > 0 && { path }),
        params: items(func['params']).map(Number),
        return: Number(func['return']),
        blocks: blocks(func['blocks']),
      };
    }),
  };
}

function fields(json: unknown, what: string): Fields {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new PlanFormatError(`${what} is no object`);
  }
  return json as Fields;
}

function items(json: unknown): readonly unknown[] {
  return Array.isArray(json) ? json : [];
}

function blocks(json: unknown): ir.Block[] {
  return items(json).map(block);
}

function block(json: unknown): ir.Block {
  return { statements: items(fields(json, 'a block')['stmts']).map(statement) };
}

function statement(json: unknown): ir.Stmt {
  const { type, stmt } = fields(json, 'a statement');
  const kind = String(type).replace(/Stmt$/, '') as ir.Stmt['kind'];
  const known = STATEMENTS[kind];
  if (known === undefined) throw new PlanFormatError(`the statement ${String(type)} is not known`);
  const given = fields(stmt, String(type));
  const read: Record<string, unknown> = {
    kind,
    at: { file: Number(given['file']), line: Number(given['row']), column: Number(given['col']) },
  };
  for (const [name, what] of Object.entries(known)) {
    const value = given[foreignName(kind, name)];
    if (what === 'plain') read[name] = value;
    else if (what === 'operand') read[name] = operand(value);
    else if (what === 'operands') read[name] = items(value).map(operand);
    else if (what === 'block') read[name] = block(value);
    else if (what === 'blocks') read[name] = blocks(value);
    else if (Array.isArray(value)) read[name] = value;
  }
  return read as unknown as ir.Stmt;
}

/** Dynamic calls list their arguments as bare locals. */
function operand(json: unknown): ir.Operand {
  if (typeof json === 'number') return { kind: 'local', local: json };
  const { type, value } = fields(json, 'an operand');
  if (type === 'local') return { kind: 'local', local: Number(value) };
  if (type === 'bool') return { kind: 'bool', value: value === true };
  if (type === 'string_index') return { kind: 'string', index: Number(value) };
  throw new PlanFormatError(`the operand type ${String(type)} is not known`);
}

/** Writes OPA's plan JSON. */
export function policyToJson({ static: constants, plans, functions }: ir.Policy): Fields {
  const values = (list: readonly string[]) => list.map((value) => ({ value }));
  return {
    static: {
      strings: values(constants.strings),
      builtin_funcs: constants.builtins.map(({ name, declaration }) => ({
        name,
        decl: declaration,
      })),
      files: values(constants.files),
    },
    plans: {
      plans: plans.map(({ name, blocks: list }) => ({ name, blocks: list.map(blockJson) })),
    },
    funcs: {
      funcs: functions.map((func) => ({
        name: func.name,
        params: func.params,
        return: func.return,
        blocks: func.blocks.map(blockJson),
        ...(func.path && { path: func.path }),
      })),
    },
  };
}

function blockJson({ statements }: ir.Block): Fields {
  return { stmts: statements.map(statementJson) };
}

function statementJson(stmt: ir.Stmt): Fields {
  const { kind, at } = stmt;
  const written: Record<string, unknown> = {};
  const given = stmt as unknown as Fields;
  for (const [name, what] of Object.entries(STATEMENTS[kind])) {
    const value = given[name];
    const isBare = kind === 'CallDynamic' && name === 'args';
    written[foreignName(kind, name)] =
      what === 'operand'
        ? operandJson(value as ir.Operand)
        : what === 'operands'
          ? (value as readonly ir.Operand[]).map((item) =>
              isBare && item.kind === 'local' ? item.local : operandJson(item),
            )
          : what === 'block'
            ? blockJson(value as ir.Block)
            : what === 'blocks'
              ? (value as readonly ir.Block[]).map(blockJson)
              : (value ?? null);
  }
  return {
    type: `${kind}Stmt`,
    stmt: { ...written, file: at.file, col: at.column, row: at.line },
  };
}

function operandJson(value: ir.Operand): Fields {
  if (value.kind === 'local') return { type: 'local', value: value.local };
  if (value.kind === 'bool') return { type: 'bool', value: value.value };
  return { type: 'string_index', value: value.index };
}
