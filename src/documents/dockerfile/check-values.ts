/** What BuildKit checks once variables are replaced. Values that are not known in full are left alone. */
import { readPort } from './ports.js';
import type { Instruction } from './types.js';

/** A value that the builder refuses. */
export interface ValueFault {
  readonly code: string;
  readonly message: string;
  /** The flag that it is about; the whole instruction where not given. */
  readonly flag?: string;
}

/**
 * @param instruction with `expanded` values
 * @param flags values of flags in which variables were replaced, as far as they are known
 */
export function checkValues(
  instruction: Pick<Instruction, 'kw' | 'expanded' | 'unresolved' | 'flags' | 'copy'>,
  flags: ReadonlyMap<string, string>,
): readonly ValueFault[] {
  const { kw, expanded = [], unresolved } = instruction;
  if (kw === 'ADD' || kw === 'COPY') return copyFaults(instruction, flags);
  if (unresolved.length > 0) return [];
  if (kw === 'EXPOSE') {
    return expanded.flatMap((word) => {
      const { fault } = readPort(word);
      return fault === undefined ? [] : [{ code: 'port', message: fault }];
    });
  }
  if (kw === 'STOPSIGNAL') {
    const [signal = ''] = expanded;
    return isSignal(signal)
      ? []
      : [{ code: 'signal', message: `there is no signal \`${signal}\`` }];
  }
  if (kw === 'VOLUME' && expanded.includes('')) {
    return [{ code: 'value', message: 'the path of a volume cannot be empty' }];
  }
  return [];
}

function copyFaults(
  { kw, expanded = [], unresolved, flags: written }: Parameters<typeof checkValues>[0],
  flags: ReadonlyMap<string, string>,
): readonly ValueFault[] {
  const faults: ValueFault[] = [];
  const fault = (flag: string, message: string) => faults.push({ code: 'value', message, flag });
  const mode = flags.get('chmod') ?? '';
  if (mode !== '' && !isMode(mode)) fault('chmod', `\`${mode}\` is no file mode`);
  const owner = flags.get('chown') ?? '';
  const isLinked = written.some(({ name, value }) => name === 'link' && value !== 'false');
  if (isLinked && owner !== '' && !/^\d*(:\d*)?$/.test(owner)) {
    fault('chown', 'with `--link` an owner is given by numbers');
  }
  const sources = expanded.slice(0, -1);
  const checksum = flags.get('checksum') ?? '';
  if (kw === 'ADD' && checksum !== '' && unresolved.length === 0) {
    if (sources.length !== 1) fault('checksum', '`--checksum` is for one source');
    else if (!isRemote(sources[0] ?? ''))
      fault('checksum', '`--checksum` is for what is downloaded');
  }
  const isFromContext = kw === 'COPY' && written.every(({ name }) => name !== 'from');
  if (isFromContext && sources.some((source) => /^https?:\/\//.test(source))) {
    faults.push({ code: 'value', message: 'COPY downloads nothing: ADD does' });
  }
  return faults;
}

/** Octal digits, or the words of `chmod`: `u+x,go-w`. */
function isMode(mode: string): boolean {
  if (/^\d/.test(mode)) return /^0*[0-7]{1,4}$/.test(mode);
  return /^[ugoa]*([-+=][rwxXstugo]*)+(,[ugoa]*([-+=][rwxXstugo]*)+)*$/.test(mode);
}

/** Whether a source of ADD is an address, or a repository of git. */
function isRemote(source: string): boolean {
  return /^(https?|git|ssh):\/\/|^[\w.-]+@[\w.-]+:|^github\.com\//.test(source);
}

const SIGNALS =
  'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ';
const NAMES: ReadonlySet<string> = new Set(SIGNALS.split(' '));

/** A number, but for 0, or a name of Linux in any case, with or without `SIG`. */
function isSignal(text: string): boolean {
  if (/^[+-]?\d+$/.test(text)) return Number(text) !== 0;
  const name = text.toUpperCase().replace(/^SIG/, '');
  return NAMES.has(name) || /^RTM(IN(\+([1-9]|1[0-5]))?|AX(-([1-9]|1[0-4]))?)$/.test(name);
}
