/** A bug of ours, never the user's fault. The command line reports it as such. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** Asserts what must hold by construction; throws an `InvariantError` where it does not. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}
