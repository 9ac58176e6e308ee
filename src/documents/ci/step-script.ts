import { isScalar, type Node, Scalar } from 'yaml';
import type { Source } from '../../diagnostics/source.js';
import type { Logical } from '../dockerfile/logical.js';
import { parseScript } from '../shell/parse-script.js';
import type { PlacedCommand, Script } from '../shell/types.js';
import type { StepScript } from './types.js';

/** Characters for private use stand for an expression while the shell is read. */
const FIRST = '\ue000';
const REST = '\ue001';
const NUMBERED = 0xe100;

/** Expressions of one script are kept apart up to this number. */
const MOST = 1000;

/**
 * Reads the script of a step. `${{ … }}` is no shell: it is taken out before, and put back into the words where it stood.
 *
 * @param shell what `shell` says, of the step or by default
 */
export function readStepScript(
  source: Source,
  node: Node,
  text: string,
  shell: string | null,
): StepScript {
  const expressions: string[] = [];
  const plain = text.replace(/\$\{\{.*?\}\}/gs, (expression) => {
    if (expressions.length >= MOST) return expression;
    const number = String.fromCharCode(NUMBERED + expressions.length);
    expressions.push(expression);
    return (FIRST + number).padEnd(expression.length, REST);
  });
  const script = parseScript(
    source,
    { text: { text: plain, at: placesOf(source, node, text) } },
    { shell: shell === null ? ['bash', '-e', '{0}'] : shell.split(' ') },
  );
  const restored = expressions.length === 0 ? script : restore(script, expressions);
  return { ...restored, text };
}

function restore(script: Script, expressions: readonly string[]): Script {
  const text = JSON.stringify({ commands: script.commands, facts: script.facts });
  const restored = text.replace(/\ue000([\ue100-\uf000])\ue001*/g, (_, number: string) =>
    JSON.stringify(expressions[number.charCodeAt(0) - NUMBERED] ?? '').slice(1, -1),
  );
  const { commands, facts } = JSON.parse(restored) as {
    commands: readonly PlacedCommand[];
    facts: Script['facts'];
  };
  return { ...script, commands, facts };
}

/** Where each character of a scalar stands in the file: exactly for literal blocks and plain lines, else its beginning. */
function placesOf(source: Source, node: Node, text: string): Logical['at'] {
  const [start = 0, end = 0] = node.range ?? [];
  const isBlock = isScalar(node) && node.type === Scalar.BLOCK_LITERAL;
  if (!isBlock) {
    const from = source.text.slice(start, end).indexOf(text);
    const at = Array.from(
      { length: text.length + 1 },
      (_, index) => start + Math.max(0, from) + index,
    );
    return from < 0 ? at.fill(start) : at;
  }
  const places: number[] = [];
  let line = source.text.indexOf('\n', start) + 1;
  const first = /^[ ]*(?=\S)/m.exec(source.text.slice(line));
  const indent = first?.[0].length ?? 0;
  for (const part of text.split('\n')) {
    const next = source.text.indexOf('\n', line);
    for (let at = 0; at <= part.length; at++) places.push(Math.min(line + indent + at, end));
    line = next < 0 ? source.text.length : next + 1;
  }
  return places.slice(0, text.length + 1);
}
