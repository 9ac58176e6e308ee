import { parseScript } from '../shell/parse-script.js';
import type { PlacedCommand, Script } from '../shell/types.js';
import type { YamlScalar } from '../yaml/node.js';
import { scalarOffsets } from '../yaml/scalar-offsets.js';
import type { StepScript } from './types.js';

/** Characters for private use stand for an expression while the shell is read. */
const FIRST = '\ue000';
const REST = '\ue001';
const NUMBERED = 0xe100;

/** Expressions of one script are kept apart up to this number. */
const MOST = 1000;

/**
 * Reads the script of a step. `${{ … }}` and `$[[ … ]]` are no shell: they are taken out before, and put back into the words where they
 * stood.
 *
 * @param shell the command line that runs it, as words
 */
export function readStepScript(node: YamlScalar, shell: readonly string[]): StepScript {
  const text = String(node.value);
  const expressions: string[] = [];
  const plain = text.replace(/\$\{\{.*?\}\}|\$\[\[.*?\]\]/gs, (expression) => {
    if (expressions.length >= MOST) return expression;
    const number = String.fromCharCode(NUMBERED + expressions.length);
    expressions.push(expression);
    return (FIRST + number).padEnd(expression.length, REST);
  });
  const script = parseScript(
    node.span.source,
    { text: { text: plain, at: scalarOffsets(node) } },
    { shell },
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
