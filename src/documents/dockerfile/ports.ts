/** What EXPOSE takes: a port or a range with a protocol. An address and a port of the host may stand before it, and do nothing. */
export interface ReadPort {
  /** `80`, or `8000-8002`. */
  readonly port: string;
  readonly proto: string;
  /** Why the builder refuses it. */
  readonly fault?: string;
}

/** Reads one word of EXPOSE whose variables are replaced. */
export function readPort(raw: string): ReadPort {
  const parts = raw.split(':');
  const container = parts.pop() ?? '';
  const host = parts.pop() ?? '';
  const address = parts.join(':');
  const slash = container.indexOf('/');
  const written = slash < 0 ? container : container.slice(0, slash);
  const proto = (slash < 0 ? '' : container.slice(slash + 1)).toLowerCase() || 'tcp';
  const range = rangeOf(written);
  const port = range === undefined ? written : shown(range);
  const fault = (message: string): ReadPort => ({ port, proto, fault: message });
  if (written === '') return fault(`\`${raw}\` names no port`);
  if (!/^(tcp|udp|sctp)$/.test(proto)) return fault(`there is no protocol \`${proto}\``);
  if (range === undefined) return fault(`\`${written}\` is no port`);
  if (address !== '' && !isAddress(address)) return fault(`\`${address}\` is no address`);
  if (host === '') return { port, proto };
  const outer = rangeOf(host);
  if (outer === undefined) return fault(`\`${host}\` is no port`);
  const isSame = outer[1] - outer[0] === range[1] - range[0];
  return isSame || range[0] === range[1] ? { port, proto } : fault('the ranges differ in length');
}

function rangeOf(text: string): readonly [number, number] | undefined {
  const [, first = '', last = first] = /^([+-]?\d+)(?:-([+-]?\d+))?$/.exec(text) ?? [];
  const range = [Number(first), Number(last)] as const;
  const fits = first !== '' && range.every((port) => port >= 0 && port <= 65_535);
  return fits && range[0] <= range[1] ? range : undefined;
}

function shown([first, last]: readonly [number, number]): string {
  return first === last ? String(first) : `${first}-${last}`;
}

function isAddress(text: string): boolean {
  const inner = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
  const isFour = /^(\d{1,3})(\.\d{1,3}){3}$/.test(inner);
  return isFour
    ? inner.split('.').every((part) => Number(part) < 256)
    : /^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(inner);
}
