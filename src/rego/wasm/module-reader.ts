/** Reads a WebAssembly binary into its sections, as far as linking needs them. Knows no Rego. */
import { invariant } from '../../diagnostics/invariant.js';
import { callsIn } from './calls-in.js';

export interface FunctionImport {
  readonly module: string;
  readonly name: string;
  readonly type: number;
}

export interface Export {
  readonly name: string;
  /** 0 function, 1 table, 2 memory, 3 global. */
  readonly kind: number;
  readonly index: number;
}

export interface ReadModule {
  /** Each function type, encoded. */
  readonly types: readonly Uint8Array[];
  readonly imports: readonly FunctionImport[];
  /** The type of each defined function. */
  readonly functions: readonly number[];
  /** Each global: type and initial value, encoded. */
  readonly globals: readonly Uint8Array[];
  readonly exports: readonly Export[];
  /** Each body, encoded, without its size. */
  readonly bodies: readonly Uint8Array[];
  /** The functions that each body calls, by their indexes in the module. */
  readonly calls: readonly (readonly number[])[];
  /** Names of functions by their index, where the module was built with them. */
  readonly names: ReadonlyMap<number, string>;
  /** Active segments at constant addresses. */
  readonly data: readonly { readonly offset: number; readonly bytes: Uint8Array }[];
}

class Reader {
  at = 0;
  constructor(readonly bytes: Uint8Array) {}

  byte(): number {
    return this.bytes[this.at++] ?? 0;
  }

  unsigned(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) return value >>> 0;
    }
  }

  skipSigned(): void {
    while ((this.byte() & 0x80) !== 0);
  }

  signed(): number {
    let value = 0;
    let shift = 0;
    for (;;) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      shift += 7;
      if ((byte & 0x80) === 0) {
        return shift < 32 && (byte & 0x40) !== 0 ? value | (-1 << shift) : value;
      }
    }
  }

  take(length: number): Uint8Array {
    const part = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return part;
  }

  name(): string {
    return new TextDecoder().decode(this.take(this.unsigned()));
  }

  /** The bytes that `read` passes over. */
  spanOf(read: () => void): Uint8Array {
    const start = this.at;
    read();
    return this.bytes.slice(start, this.at);
  }

  vector<T>(read: () => T): T[] {
    return Array.from({ length: this.unsigned() }, read);
  }
}

export function readModule(bytes: Uint8Array): ReadModule {
  const sections = new Map<number, Reader>();
  let names: ReadonlyMap<number, string> = new Map();
  const reader = new Reader(bytes);
  reader.at = 8;
  while (reader.at < bytes.length) {
    const id = reader.byte();
    const content = reader.take(reader.unsigned());
    if (id !== 0) sections.set(id, new Reader(content));
    else names = readNames(new Reader(content));
  }
  const imports: FunctionImport[] = [];
  const read = <T>(id: number, each: (section: Reader) => T): T[] => {
    const section = sections.get(id);
    return section === undefined ? [] : section.vector(() => each(section));
  };
  const types = read(1, (section) =>
    section.spanOf(() => {
      section.byte();
      section.take(section.unsigned());
      section.take(section.unsigned());
    }),
  );
  read(2, (section) => {
    const module = section.name();
    const name = section.name();
    const kind = section.byte();
    if (kind === 0) imports.push({ module, name, type: section.unsigned() });
    else {
      invariant(kind === 2, `the runtime imports ${name}, which is neither function nor memory`);
      const flags = section.byte();
      section.unsigned();
      if (flags & 1) section.unsigned();
    }
  });
  const bodies = read(10, (section) => section.take(section.unsigned()).slice());
  return {
    types,
    imports,
    functions: read(3, (section) => section.unsigned()),
    globals: read(6, (section) =>
      section.spanOf(() => {
        section.byte();
        section.byte();
        section.byte();
        section.skipSigned();
        section.byte();
      }),
    ),
    exports: read(7, (section) => ({
      name: section.name(),
      kind: section.byte(),
      index: section.unsigned(),
    })),
    names,
    bodies,
    calls: bodies.map(callsIn),
    data: read(11, (section) => {
      const isConstant = section.unsigned() === 0 && section.byte() === 0x41;
      invariant(isConstant, 'a data segment of the runtime is not at a constant address');
      const offset = section.signed();
      section.byte();
      return { offset, bytes: section.take(section.unsigned()).slice() };
    }),
  };
}

/** Names of functions, if a custom section is the one with names. */
function readNames(section: Reader): Map<number, string> {
  if (section.name() !== 'name') return new Map();
  while (section.at < section.bytes.length) {
    const id = section.byte();
    const content = new Reader(section.take(section.unsigned()));
    if (id === 1) return new Map(content.vector(() => [content.unsigned(), content.name()]));
  }
  return new Map();
}
