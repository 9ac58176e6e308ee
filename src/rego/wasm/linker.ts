/** Joins the runtime with generated functions and data into one module. Knows no Rego. */
import { invariant } from '../../diagnostics/invariant.js';
import { ByteWriter } from './byte-writer.js';
import type { Export, ReadModule } from './module-reader.js';

/** A function type of 32-bit parameters and at most one 32-bit result. */
export interface Signature {
  readonly params: number;
  readonly results: 0 | 1;
}

export interface GeneratedFunction {
  readonly signature: Signature;
  /** Locals beside the parameters, all of 32 bits. */
  readonly locals: number;
  /** Instructions without the closing `end`. */
  readonly code: Uint8Array;
}

export interface Generated {
  readonly functions: readonly GeneratedFunction[];
  readonly data: { readonly offset: number; readonly bytes: Uint8Array };
  /** Bytes behind the data that are zero at first and outlive evaluations, as the heap begins behind them. */
  readonly reserved: number;
  /** Names of the module, with the index of the generated function that each stands for. */
  readonly exports: ReadonlyMap<string, number>;
  /** Functions of the runtime that the module exports under their own names. */
  readonly runtimeExports: readonly string[];
  /** The functions of the runtime that generated code calls, by their indexes in the module. */
  readonly calls: ReadonlySet<number>;
  /** Variables of the runtime, with the values that they begin with. */
  readonly globals: ReadonlyMap<string, number>;
  /** Exported constants. */
  readonly constants: ReadonlyMap<string, number>;
  /** Names of all generated functions, for profilers; absent: the module has no names. */
  readonly names?: readonly string[];
}

/** The memory that hosts of OPA's modules bring. Pages of 64 kB. */
export const HOST_PAGES = 5;

/** Where generated data may begin: behind everything that the runtime keeps at fixed addresses. */
export function dataStart(runtime: ReadModule): number {
  const end = Math.max(1024, ...runtime.data.map(({ offset, bytes }) => offset + bytes.length));
  return (end + 1024 + 15) & ~15;
}

/** Where the reserved memory begins. */
export function reservedStart({ offset, bytes }: Generated['data']): number {
  return (offset + bytes.length + 15) & ~15;
}

/** The index in the linked module of generated function `index`. */
export function functionIndex(runtime: ReadModule, index: number): number {
  return runtime.imports.length + runtime.functions.length + index;
}

export function link(runtime: ReadModule, generated: Generated): Uint8Array {
  const { data } = generated;
  const heap = reservedStart(data) + generated.reserved;
  const isLarge = heap > HOST_PAGES * 65_536 - 4096;
  const types = [...runtime.types];
  const typeIndex = new Map<string, number>();
  const typeOf = ({ params, results }: Signature): number => {
    const key = `${params}:${results}`;
    const known = typeIndex.get(key);
    if (known !== undefined) return known;
    const type = new ByteWriter().byte(0x60).unsigned(params);
    for (let i = 0; i < params; i++) type.byte(0x7f);
    type.unsigned(results);
    if (results) type.byte(0x7f);
    types.push(type.done());
    typeIndex.set(key, types.length - 1);
    return types.length - 1;
  };
  const functions = [...generated.functions];
  const start = isLarge ? functions.length : undefined;
  if (isLarge) functions.push(initialiser(data, heap, runtime.data.length));
  const generatedTypes = functions.map(({ signature }) => typeOf(signature));

  const out = new ByteWriter().raw(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  section(out, 1, types, (writer, type) => writer.raw(type));
  section(out, 2, [undefined, ...runtime.imports], (writer, item) => {
    if (item === undefined) writer.name('env').name('memory').byte(2).byte(0).unsigned(HOST_PAGES);
    else writer.name(item.module).name(item.name).byte(0).unsigned(item.type);
  });
  section(out, 3, [...runtime.functions, ...generatedTypes], (writer, type) =>
    writer.unsigned(type),
  );
  const globals = [...runtime.globals];
  globals[exported(runtime, 'heap_pointer', 3).index] = globalOf(heap, true);
  for (const [name, value] of generated.globals) {
    globals[exported(runtime, name, 3).index] = globalOf(value, true);
  }
  const constants = [...generated.constants];
  section(
    out,
    6,
    [...globals, ...constants.map(([, value]) => globalOf(value, false))],
    (writer, bytes) => writer.raw(bytes),
  );
  const exports: Export[] = [
    { name: 'memory', kind: 2, index: 0 },
    ...generated.runtimeExports.map((name) => exported(runtime, name, 0)),
    ...[...generated.exports].map(([name, index]) => ({
      name,
      kind: 0,
      index: functionIndex(runtime, index),
    })),
    ...constants.map(([name], index) => ({ name, kind: 3, index: globals.length + index })),
  ];
  section(out, 7, exports, (writer, { name, kind, index }) =>
    writer.name(name).byte(kind).unsigned(index),
  );
  if (start !== undefined) {
    out.byte(8).sized(new ByteWriter().unsigned(functionIndex(runtime, start)).done());
    out.byte(12).sized(new ByteWriter().unsigned(runtime.data.length + 1).done());
  }
  const bodies = [...neededBodies(runtime, generated), ...functions];
  section(out, 10, bodies, (writer, body) => {
    if (body instanceof Uint8Array) writer.sized(body);
    else writeBody(writer, body);
  });
  section(out, 11, [...runtime.data, data], (writer, { offset, bytes }) => {
    // Generated data that the host's memory cannot hold waits until the start function has made room.
    if (isLarge && offset === data.offset) writer.unsigned(1).sized(bytes);
    else writer.unsigned(0).byte(0x41).signed(offset).byte(0x0b).sized(bytes);
  });
  if (generated.names !== undefined) writeNames(out, runtime, generated.names);
  return out.done();
}

/** A body without locals that is never run. */
const NEVER_RUN = Uint8Array.of(0, 0x00, 0x0b);

/** Bodies of the runtime's functions. Of those that nothing in the module calls a few bytes are left, so that all keep their indexes. */
function neededBodies(runtime: ReadModule, generated: Generated): readonly Uint8Array[] {
  const first = runtime.imports.length;
  const exports = generated.runtimeExports.map((name) => exported(runtime, name, 0).index);
  const needed = new Set([...exports, ...generated.calls]);
  // What is added while the set is gone through is gone through as well.
  for (const index of needed) {
    const calls = index < first ? [] : runtime.calls[index - first];
    for (const called of calls ?? []) needed.add(called);
  }
  return runtime.bodies.map((body, index) => (needed.has(first + index) ? body : NEVER_RUN));
}

/** The custom section that gives functions names. */
function writeNames(out: ByteWriter, runtime: ReadModule, names: readonly string[]): void {
  const known = new Map(runtime.names);
  for (const { name, kind, index } of runtime.exports) if (kind === 0) known.set(index, name);
  names.forEach((name, index) => {
    known.set(functionIndex(runtime, index), name);
  });
  const map = new ByteWriter().unsigned(known.size);
  for (const [index, name] of [...known].sort(([a], [b]) => a - b)) map.unsigned(index).name(name);
  out.byte(0).sized(new ByteWriter().name('name').byte(1).sized(map.done()).done());
}

function section<T>(
  out: ByteWriter,
  id: number,
  items: readonly T[],
  write: (writer: ByteWriter, item: T) => void,
): void {
  const content = new ByteWriter().unsigned(items.length);
  for (const item of items) write(content, item);
  out.byte(id).sized(content.done());
}

function exported(runtime: ReadModule, name: string, kind: number): Export {
  const found = runtime.exports.find((item) => item.name === name && item.kind === kind);
  invariant(found !== undefined, `the runtime does not export ${name}`);
  return found;
}

function globalOf(value: number, mutable: boolean): Uint8Array {
  return new ByteWriter()
    .byte(0x7f)
    .byte(mutable ? 1 : 0)
    .byte(0x41)
    .signed(value)
    .byte(0x0b)
    .done();
}

function writeBody(out: ByteWriter, { locals, code }: GeneratedFunction): void {
  const declared = locals > 0 ? 2 + unsignedSize(locals) : 1;
  out.unsigned(declared + code.length + 1);
  if (locals > 0) out.unsigned(1).unsigned(locals).byte(0x7f);
  else out.unsigned(0);
  out.raw(code).byte(0x0b);
}

/** How many bytes a number takes in unsigned LEB128. */
function unsignedSize(value: number): number {
  return value < 0x80 ? 1 : 1 + unsignedSize(value >>> 7);
}

/** A start function for data that the host's memory cannot hold: grows it, then copies the data in. */
function initialiser(data: Generated['data'], heap: number, segment: number): GeneratedFunction {
  const pages = Math.ceil((heap + 4096) / 65_536) - HOST_PAGES;
  const code = new ByteWriter().byte(0x41).signed(pages).byte(0x40).byte(0).byte(0x1a);
  code.byte(0x41).signed(data.offset).byte(0x41).signed(0).byte(0x41).signed(data.bytes.length);
  code.byte(0xfc).unsigned(8).unsigned(segment).byte(0);
  return { signature: { params: 0, results: 0 }, locals: 0, code: code.done() };
}
