import { createHash } from 'node:crypto';
import type { Io } from './io.js';
import type { Judged } from './judge.js';

/**
 * Appends what a decision rested on as one line of JSON: digests of input, layers and exceptions, and the outcome. Writers at
 * the same time and crashes lose no other line.
 */
export function appendDecision(
  path: string,
  { verdict, stack }: Extract<Judged, { kind: 'judged' }>,
  io: Io,
): void {
  const digest = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;
  const exceptions = stack.flatMap(({ layer }) =>
    layer.exceptionFiles.map(({ path: file, text }) => ({ file, digest: digest(text) })),
  );
  const entry = {
    time: new Date(io.now()).toISOString(),
    engine: verdict.engine,
    outcome: verdict.outcome,
    complete: verdict.complete,
    effectiveTime: verdict.effectiveTime,
    ...(verdict.gate && { gate: verdict.gate }),
    verdict: digest(JSON.stringify(verdict)),
    input: verdict.subjects,
    layers: verdict.layers.map(({ name, kind, digest: content }) => ({
      name,
      kind,
      digest: content,
    })),
    exceptions,
    used: verdict.exceptions.used,
    summary: verdict.summary,
  };
  io.appendLine(path, JSON.stringify(entry));
}
