import { BuiltinError } from '../declaration.js';
import type { Network } from './network.js';

/**
 * A network of which only some hosts may be reached, as `allow_net` of OPA's capabilities says.
 *
 * @param hosts names and addresses; undefined: all
 */
export function limitedNetwork(network: Network, hosts: readonly string[] | undefined): Network {
  if (hosts === undefined) return network;
  const check = (host: string): void => {
    if (!hosts.includes(host)) throw new BuiltinError('builtin', `disallowed host: ${host}`);
  };
  return {
    lookUp: (host) => {
      check(host);
      return network.lookUp(host);
    },
    send: (request) => {
      check(hostOf(request.url));
      return network.send({ ...request, hosts });
    },
    pause: network.pause,
  };
}

/** The host of a URL as it is written there; an IPv6 address without brackets. */
function hostOf(url: string): string {
  try {
    return new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
  } catch {
    return '';
  }
}
