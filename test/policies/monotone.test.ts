/** A tighter parameter never removes a finding: otherwise a layer that only tightens could loosen. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openTree } from '../../src/cli/file-tree.js';
import { inputBytes } from '../../src/engine/input.js';
import { shortId } from '../../src/layers/rule-index.js';
import type { Json } from '../../src/model/json.js';
import type { Parameter } from '../../src/model/rule.js';
import { TEST_TIME } from '../helpers/judge-folder.js';
import { shippedRules, subjectsOf } from '../helpers/shipped-rules.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { rules, defaults, run } = await shippedRules();

/** A value that the merge operator takes for tighter; undefined where there is none to try. */
function tighter({ merge, default: value, schema }: Parameter): Json | undefined {
  const limits = schema as { minimum?: number; maximum?: number };
  switch (merge) {
    case 'intersect':
      return Array.isArray(value) && value.length > 1 ? (value.slice(0, 1) as Json) : undefined;
    case 'union':
      return Array.isArray(value) && value.every((item) => typeof item === 'string')
        ? ([...value, 'no-such-thing'] as Json)
        : undefined;
    case 'min':
      return typeof value === 'number' && value > (limits.minimum ?? 0) ? value - 1 : undefined;
    case 'max':
      return typeof value === 'number' && value < (limits.maximum ?? 65535) ? value + 1 : undefined;
    case 'and':
      return false;
    case 'or':
      return true;
    default:
      return undefined;
  }
}

/** Where and what a rule finds in its own inputs. Messages may name a limit, so places are compared. */
function places(id: string, params: Json): string[] {
  const found: string[] = [];
  for (const side of ['good', 'bad']) {
    const folder = join(root, 'policies', id.replace(/^std\//, ''), side);
    if (!existsSync(folder)) continue;
    for (const subject of subjectsOf(openTree(folder))) {
      const input = inputBytes(subject, subject.documents, new Date(TEST_TIME).toISOString());
      const { results, errors } = run(input, params, [id]);
      assert.equal([...errors], []);
      for (const { set, value } of results) {
        const { at, check } = value as { at?: Json; check?: Json };
        if (set === 'deny') found.push(JSON.stringify([side, at ?? null, check ?? null]));
      }
    }
  }
  return found;
}

const tightening = suite('a tighter parameter');

for (const rule of rules) {
  for (const [name, parameter] of rule.params) {
    const value = tighter(parameter);
    if (value === undefined) continue;
    tightening(`${shortId(rule, 'std')} ${name} removes no finding`, () => {
      const own = { ...defaults[rule.id], [name]: value };
      const before = places(rule.id, defaults as Json);
      const after = new Set(places(rule.id, { ...defaults, [rule.id]: own } as Json));
      assert.equal(
        before.filter((place) => !after.has(place)),
        [],
      );
    });
  }
}

tightening.run();
