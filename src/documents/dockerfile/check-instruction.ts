import type { TextLocation } from '../../model/location.js';
import { heredocWord } from './heredocs.js';
import { isBlank } from './space.js';
import type { Instruction } from './types.js';

/** Something that BuildKit would refuse to build. */
interface Fault {
  readonly code: string;
  readonly message: string;
  readonly loc: TextLocation;
}

/** The flags of each instruction; others have none. */
const FLAGS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    ADD: 'chown chmod link keep-git-dir checksum exclude unpack',
    COPY: 'from chown chmod link parents exclude',
    FROM: 'platform',
    HEALTHCHECK: 'interval timeout start-period start-interval retries',
    RUN: 'mount network security device',
  }).map(([kw, names]) => [kw, new Set(names.split(' '))] as const),
);

/** Flags that may be given several times. */
const REPEATED = new Set(['mount', 'exclude', 'device']);

/** Flags that are true by their presence. */
const BOOLEAN = new Set(['link', 'keep-git-dir', 'parents', 'unpack']);

/** The fewest and the most arguments. */
const COUNTS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['ADD', [2, Number.POSITIVE_INFINITY]],
  ['ARG', [1, Number.POSITIVE_INFINITY]],
  ['COPY', [2, Number.POSITIVE_INFINITY]],
  ['ENV', [1, Number.POSITIVE_INFINITY]],
  ['EXPOSE', [1, Number.POSITIVE_INFINITY]],
  ['FROM', [1, 3]],
  ['HEALTHCHECK', [1, Number.POSITIVE_INFINITY]],
  ['LABEL', [1, Number.POSITIVE_INFINITY]],
  ['MAINTAINER', [1, 1]],
  ['ONBUILD', [1, Number.POSITIVE_INFINITY]],
  ['SHELL', [1, Number.POSITIVE_INFINITY]],
  ['STOPSIGNAL', [1, 1]],
  ['USER', [1, 1]],
  ['VOLUME', [1, Number.POSITIVE_INFINITY]],
  ['WORKDIR', [1, 1]],
  ['CMD', [0, Number.POSITIVE_INFINITY]],
  ['ENTRYPOINT', [0, Number.POSITIVE_INFINITY]],
  ['RUN', [0, Number.POSITIVE_INFINITY]],
]);

/** Checks what BuildKit checks before it builds; the rest of the file is judged all the same. */
export function checkInstruction(instruction: Instruction): readonly Fault[] {
  const { kw, written, loc } = instruction;
  const counts = COUNTS.get(kw);
  if (counts === undefined) {
    const message = `there is no instruction \`${written}\``;
    return [{ code: 'unknown-instruction', message, loc }];
  }
  const [fewest, most] = counts;
  const found = instruction.args.length;
  const faults = [...flagFaults(instruction), ...specialFaults(instruction)];
  if (found < fewest) {
    const wanted = fewest === 1 ? 'needs arguments' : `needs at least ${fewest} arguments`;
    faults.push({ code: 'no-arguments', message: `${kw} ${wanted}`, loc });
  } else if (found > most) {
    faults.push({ code: 'arguments', message: `${kw} has too many arguments`, loc });
  }
  return faults;
}

/** Instructions whose flags BuildKit does not look at. */
const UNCHECKED = new Set(['ARG', 'STOPSIGNAL']);

function flagFaults({ kw, flags, healthcheck }: Instruction): Fault[] {
  if (UNCHECKED.has(kw) || healthcheck?.type === 'NONE') return [];
  const known = FLAGS.get(kw);
  const seen = new Set<string>();
  return flags.flatMap(({ name, value, raw, loc }) => {
    const isRepeated = seen.has(name) && !REPEATED.has(name);
    seen.add(name);
    const fault = (message: string): Fault[] => [{ code: 'flag', message, loc }];
    if (!known?.has(name)) {
      return [{ code: 'unknown-flag', message: `${kw} has no flag \`${raw}\``, loc }];
    }
    if (isRepeated) return fault(`\`--${name}\` is given twice`);
    if (BOOLEAN.has(name)) {
      const isBoolean = value === null || /^(true|false)$/i.test(value);
      return isBoolean ? [] : fault(`\`--${name}\` is either true or false`);
    }
    return value === null || value === '' ? fault(`\`--${name}\` needs a value`) : [];
  });
}

function specialFaults(instruction: Instruction): Fault[] {
  const { kw, args, form, text, loc } = instruction;
  const fault = (code: string, message: string): Fault[] => [{ code, message, loc }];
  if (kw === 'FROM') return fromFaults(args, loc);
  if (kw === 'SHELL' && form !== 'exec' && text !== '') {
    return fault('arguments', 'SHELL takes a JSON array');
  }
  if (kw === 'ONBUILD') {
    const inner = instruction.trigger?.kw ?? '';
    return /^(ONBUILD|FROM|MAINTAINER)$/.test(inner)
      ? fault('onbuild', `${inner} cannot be a trigger`)
      : [];
  }
  if (kw === 'ADD' || kw === 'COPY') {
    const isBody = form !== 'exec' && heredocWord(args.at(-1) ?? '').length > 0;
    return isBody ? fault('arguments', `${kw} needs a path behind the heredocs`) : [];
  }
  if (kw === 'RUN') return modeFaults(instruction);
  if (kw === 'VOLUME' && args.some(isBlank)) {
    return fault('arguments', 'the path of a volume cannot be empty');
  }
  if (kw !== 'HEALTHCHECK') return [];
  const wrong = instruction.flags.find(({ name, value }) => !fitsHealthcheck(name, value ?? ''));
  if (wrong) return fault('flag', `\`${wrong.raw}\` is no time, or no number`);
  const { type, argv } = instruction.healthcheck ?? { type: 'UNKNOWN', argv: [] };
  if (type === 'UNKNOWN' && text !== '') return fault('arguments', 'HEALTHCHECK takes CMD or NONE');
  if (type === 'NONE' && argv.length > 0) return fault('arguments', 'NONE takes no arguments');
  return type === 'CMD' && argv.length === 0 ? fault('no-arguments', 'CMD needs arguments') : [];
}

/** What `--network` and `--security` may be; variables mean nothing there. */
const MODES: ReadonlyMap<string, readonly string[]> = new Map([
  ['network', ['default', 'none', 'host']],
  ['security', ['insecure', 'sandbox']],
]);

function modeFaults({ flags }: Instruction): Fault[] {
  return flags.flatMap(({ name, value, loc }) => {
    const known = MODES.get(name);
    if (!known || !value || known.includes(value)) return [];
    const message = `\`--${name}\` is one of ${known.join(', ')}`;
    return [{ code: 'flag', message, loc }];
  });
}

/** A time as Go writes it, such as `1m30s`; a number for `retries`. */
function fitsHealthcheck(name: string, value: string): boolean {
  if (name === 'retries') return /^\+?\d{1,9}$|^-0+$/.test(value);
  if (!FLAGS.get('HEALTHCHECK')?.has(name)) return true;
  const isTime = /^[+-]?(0|((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/.test(value);
  const time = isTime ? nanoseconds(value) : -1;
  // None at all means the default.
  return time === 0 || time >= SHORTEST;
}

/** The shortest time of a HEALTHCHECK, a millisecond, in nanoseconds. */
const SHORTEST = 1_000_000;

const UNITS: ReadonlyMap<string, number> = new Map([
  ['ns', 1],
  ['us', 1e3],
  ['µs', 1e3],
  ['μs', 1e3],
  ['ms', 1e6],
  ['s', 1e9],
  ['m', 6e10],
  ['h', 3.6e12],
]);

function nanoseconds(time: string): number {
  const parts = [...time.matchAll(/([\d.]+)(ns|us|µs|μs|ms|s|m|h)/g)];
  const sum = parts.reduce(
    (all, [, count, unit = '']) => all + Number(count) * (UNITS.get(unit) ?? 0),
    0,
  );
  return time.startsWith('-') ? -sum : sum;
}

function fromFaults(args: readonly string[], loc: TextLocation): Fault[] {
  const [, as, name = ''] = args;
  if (as === undefined) return [];
  if (as.toLowerCase() !== 'as' || args.length !== 3) {
    return [{ code: 'from-arguments', message: 'FROM takes one image and `AS` a name', loc }];
  }
  if (/^[a-z][a-z0-9_.-]*$/.test(name.toLowerCase())) return [];
  return [{ code: 'stage-name', message: `\`${name}\` is no name for a stage`, loc }];
}
