import { isIP } from 'node:net';
import { BuiltinError, type HostBuiltin, NotGranted } from '../declaration.js';
import { stringOperand } from '../operands.js';
import { makeSet } from '../order.js';

/** The addresses of a host; an address stands for itself and asks nobody. */
export const lookUp: HostBuiltin = (args, { network, memo }) => {
  const name = stringOperand(args, 0);
  if (isIP(name) !== 0) return makeSet([name]);
  const key = `net.lookup_ip_addr ${name}`;
  const known = memo.get(key);
  if (known !== undefined) return known;
  if (network === undefined) {
    throw new NotGranted('network');
  }
  try {
    const found = makeSet([...network.lookUp(name)]);
    memo.set(key, found);
    return found;
  } catch (failure) {
    if (failure instanceof BuiltinError) throw failure;
    throw new BuiltinError('builtin', failure instanceof Error ? failure.message : String(failure));
  }
};
