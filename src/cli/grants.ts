import type { Grant, HostContext } from '../rego/builtins/declaration.js';
import { NotGranted } from '../rego/builtins/declaration.js';
import { limitedNetwork } from '../rego/builtins/net/limited-network.js';
import { blockingNetwork } from '../rego/builtins/net/worker.js';
import type { Capabilities } from '../rego/capabilities/capabilities.js';
import { type Arguments, flag, texts } from './command.js';
import type { Io } from './io.js';

/** What of the outside the evaluated Rego may use. */
export const GRANT_OPTIONS = {
  'allow-net': {
    type: 'string',
    array: true,
    nargs: 1,
    describe:
      'let `http.send` and `net.lookup_ip_addr` reach these hosts: `a.example,b.example`, or `*`',
  },
  'allow-clock': { type: 'boolean', describe: 'let `time.now_ns` tell the time' },
  'allow-random': { type: 'boolean', describe: 'let `rand.intn` and `uuid.rfc4122` draw' },
  'allow-env': { type: 'boolean', describe: 'let `opa.runtime` tell the environment' },
} as const;

/** The option that grants a part of the outside. */
export function grantHint(grant: Grant): string {
  const option = { clock: 'clock', network: 'net <host>', random: 'random', environment: 'env' };
  return `grant it with \`--allow-${option[grant]}\`, or replace the call in a test (\`with … as …\`)`;
}

/**
 * What evaluated Rego may use of the outside: what options grant, and what a capabilities file lists, since whoever passes one
 * has said which built-ins may be called.
 *
 * @returns makes the context of one evaluation
 */
export function grantedContext(
  args: Arguments,
  io: Io,
  capabilities?: Capabilities,
): () => HostContext {
  const lists = (name: string) => capabilities?.builtins.has(name) === true;
  const hosts = texts(args, 'allow-net')
    .flatMap((list) => list.split(','))
    .map((host) => host.trim());
  const reachable = hosts.includes('*') ? undefined : hosts;
  const network =
    hosts.length > 0
      ? limitedNetwork(blockingNetwork, reachable)
      : lists('http.send') || lists('net.lookup_ip_addr')
        ? limitedNetwork(blockingNetwork, capabilities?.allowNet)
        : undefined;
  const hasClock = flag(args, 'allow-clock') || lists('time.now_ns');
  const random = flag(args, 'allow-random') || lists('rand.intn') || lists('uuid.rfc4122');
  const hasEnvironment = flag(args, 'allow-env') || lists('opa.runtime');
  const responses: HostContext['responses'] = new Map();
  return () => {
    // Constant within one evaluation.
    const time = BigInt(io.now()) * 1_000_000n;
    return {
      now: () => {
        if (!hasClock) throw new NotGranted('clock');
        return time;
      },
      memo: new Map(),
      random,
      ...(hasEnvironment && { environment: io.variables() }),
      ...(network && { network, responses }),
    };
  };
}
