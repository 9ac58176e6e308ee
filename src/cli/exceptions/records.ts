import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { hasErrors } from '../../diagnostics/diagnostic.js';
import { type Decision, decide } from '../../exceptions/decide.js';
import type { Stack } from '../../layers/load-stack.js';
import { indexRules } from '../../layers/rule-index.js';
import type { Exception } from '../../model/exception.js';
import type { OrgSettings } from '../../model/settings.js';
import { DAY, endOf } from '../../model/time.js';
import type { Arguments } from '../command.js';
import type { Io } from '../io.js';
import { timeOf } from '../judge.js';
import { findPlace, loadLayers, type Place } from '../session.js';

/** The exceptions of all layers, without any judged file. */
export interface Records {
  readonly place?: Place;
  readonly stack: Stack;
  readonly decision?: Decision;
  readonly diagnostics: readonly Diagnostic[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Reads exceptions and their signatures. */
export async function loadRecords(args: Arguments, io: Io): Promise<Records> {
  const now = timeOf(args, io);
  if (typeof now !== 'number') return { stack: [], diagnostics: [now], now: io.now() };
  const { place, diagnostics: faults } = await findPlace(args, io);
  if (place === undefined) return { stack: [], diagnostics: faults, now };
  const { stack, diagnostics } = loadLayers(args, place, io);
  if (hasErrors(diagnostics)) return { place, stack, diagnostics, now };
  const index = indexRules(
    stack.flatMap(({ rules, layer }) => rules.map((rule) => ({ rule, root: layer.root }))),
  );
  const decision = decide({
    findings: [],
    layers: stack.map(({ layer }) => layer),
    documents: [],
    now,
    findRule: (name) => {
      const found = index.find(name);
      return found.kind === 'rule' ? found.rule.id : undefined;
    },
    ruleNames: index.names,
    factsOf: () => ({ images: [], digests: [] }),
    evidenceOf: () => ({}),
    lockedBy: () => undefined,
    namedLockBy: () => undefined,
  });
  return {
    place,
    stack,
    decision,
    now,
    diagnostics: [...diagnostics, ...decision.faults, ...decision.refusals],
  };
}

/** What the org says; absent where there is no org. */
export function orgOf(stack: Stack): { name: string; settings: OrgSettings } | undefined {
  const layer = stack.find(({ layer: { kind } }) => kind === 'org')?.layer;
  const settings = layer?.settings.org;
  return layer && settings && { name: layer.name, settings };
}

/** How an exception stands at a time. */
export function stateOf(
  { expires }: Exception,
  now: number,
  expiringWithinDays = 30,
): 'active' | 'expiring' | 'expired' {
  const ends = endOf(expires.value) ?? Number.NEGATIVE_INFINITY;
  if (ends < now) return 'expired';
  return ends <= now + expiringWithinDays * DAY ? 'expiring' : 'active';
}
