import type { Exception } from '../model/exception.js';
import { startOf } from '../model/time.js';

/**
 * How often an exception renews others: those about the same finding that were made before it. The same findings under a new id are
 * a renewal, not a new exception.
 *
 * @param others all exceptions about the finding, expired ones included
 */
export function renewalsOf(exception: Exception, others: readonly Exception[]): number {
  const own = madeAt(exception);
  return others.filter((other) => {
    if (other.id === exception.id) return false;
    const made = madeAt(other);
    return made < own || (made === own && other.id < exception.id);
  }).length;
}

/** Those of a repository's active exceptions that come after as many as the org allows, the latest first to go. */
export function beyondLimit(active: readonly Exception[], most: number): ReadonlySet<string> {
  const order = [...active].sort((a, b) => madeAt(a) - madeAt(b) || (a.id < b.id ? -1 : 1));
  return new Set(order.slice(most).map(({ id }) => id));
}

/** Without a date of its own an exception counts as the latest. */
function madeAt({ created }: Exception): number {
  return (created && startOf(created.value)) ?? Number.MAX_SAFE_INTEGER;
}
