import type { Node } from 'yaml';
import type { Source } from '../../diagnostics/source.js';
import type { Json } from '../../model/json.js';
import type { TextLocation } from '../../model/location.js';
import { arrayOf, isObject, type JsonObject, objectOf, textOf, textsOf } from '../json/fields.js';
import { placeOf } from '../place.js';
import { readUses } from './read-uses.js';
import { readStepScript } from './step-script.js';
import type { Job, Pipeline, Step, Uses } from './types.js';

type Path = readonly (string | number)[];

/** Where the parts of a file are. */
export interface Places {
  readonly source: Source;
  readonly node: (path: Path) => Node | undefined;
  readonly place: (path: Path) => TextLocation;
}

/** Jobs and steps are read up to these numbers. */
const MOST_JOBS = 500;
const MOST_STEPS = 1000;

/** Reads the workflow of a file that YAML could read. */
export function readWorkflow(workflow: JsonObject, places: Places): Pipeline {
  const shell = textOf(objectOf(objectOf(workflow['defaults'])['run'])['shell']) ?? null;
  return {
    system: 'github',
    name: textOf(workflow['name']) ?? null,
    triggers: triggersOf(workflow['on'] ?? workflow['true'] ?? null),
    permissions: jsonOf(workflow['permissions']),
    env: environmentOf(workflow['env']),
    concurrency: jsonOf(workflow['concurrency']),
    jobs: Object.entries(objectOf(workflow['jobs']))
      .slice(0, MOST_JOBS)
      .map(([id, value]) => jobOf(id, objectOf(value), shell, places)),
    expressions: expressionsOf(places.source),
  };
}

function triggersOf(value: Json): { readonly [event: string]: Json } {
  if (typeof value === 'string') return { [value]: null };
  if (Array.isArray(value)) return Object.fromEntries(textsOf(value).map((event) => [event, null]));
  return isObject(value) ? value : {};
}

function jobOf(id: string, job: JsonObject, outer: string | null, places: Places): Job {
  const path: Path = ['jobs', id];
  const own = textOf(objectOf(objectOf(job['defaults'])['run'])['shell']);
  const needs = job['needs'];
  return {
    id,
    name: textOf(job['name']) ?? null,
    needs: typeof needs === 'string' ? [needs] : textsOf(needs),
    if: conditionOf(job['if']),
    environment: jsonOf(job['environment']),
    runner: jsonOf(job['runs-on']),
    permissions: jsonOf(job['permissions']),
    env: environmentOf(job['env']),
    continueOnError: job['continue-on-error'] === true,
    uses: usesOf(job['uses'], [...path, 'uses'], places),
    with: objectOf(job['with']),
    secrets: jsonOf(job['secrets']),
    container: jsonOf(job['container']),
    services: jsonOf(job['services']),
    steps: arrayOf(job['steps'])
      .slice(0, MOST_STEPS)
      .map((step, index) =>
        stepOf(objectOf(step), [...path, 'steps', index], own ?? outer, places),
      ),
    loc: places.place(path),
  };
}

function stepOf(step: JsonObject, path: Path, shell: string | null, places: Places): Step {
  const text = textOf(step['run']);
  const node = places.node([...path, 'run']);
  const ownShell = textOf(step['shell']) ?? shell;
  const run =
    text !== undefined && node ? readStepScript(places.source, node, text, ownShell) : null;
  return {
    id: textOf(step['id']) ?? null,
    name: textOf(step['name']) ?? null,
    uses: usesOf(step['uses'], [...path, 'uses'], places),
    run,
    with: objectOf(step['with']),
    env: environmentOf(step['env']),
    if: conditionOf(step['if']),
    continueOnError: step['continue-on-error'] === true,
    workdir: textOf(step['working-directory']) ?? null,
    classes: [],
    loc: places.place(path),
  };
}

function usesOf(value: unknown, path: Path, places: Places): Uses | null {
  const raw = textOf(value);
  return raw === undefined ? null : readUses(raw, places.place(path));
}

/** A condition may be a plain `true` or a number. */
function conditionOf(value: unknown): string | null {
  return value === undefined || value === null ? null : String(value);
}

function environmentOf(value: unknown): { readonly [name: string]: string } {
  const pairs = Object.entries(objectOf(value)).map(([name, one]) => [
    name,
    typeof one === 'object' ? JSON.stringify(one) : String(one),
  ]);
  return Object.fromEntries(pairs);
}

function jsonOf(value: Json | undefined): Json {
  return value ?? null;
}

/** Expressions are listed up to this number. */
const MOST_EXPRESSIONS = 5000;

function expressionsOf(source: Source): Pipeline['expressions'] {
  const found: { text: string; loc: TextLocation }[] = [];
  for (const match of source.text.matchAll(/\$\{\{(.*?)\}\}/g)) {
    if (found.length >= MOST_EXPRESSIONS) break;
    const loc = placeOf(source, match.index, match.index + match[0].length);
    found.push({ text: (match[1] ?? '').trim(), loc });
  }
  return found;
}
