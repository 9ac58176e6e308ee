/** 160 rules like the shipped ones, built by `policy build` and by `opa build -t wasm`, each in a process of its own. */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from '../../src/diagnostics/source.js';
import { ENTRYPOINT, entryModule } from '../../src/engine/entry-module.js';
import { program } from '../helpers/program.js';
import { medianOf } from './measure.js';
import { inFolder, writeSources } from './peer.js';
import { shippedRules } from './shipped-rules.js';

const RULES = 160;

/** The shipped rules, each in turn under a name of its own, with their helpers and the module that gathers what they find. */
export function generatedRules(): readonly Source[] {
  const { layer, rules } = shippedRules();
  const modules = layer.modules.filter(({ path }) => !path.endsWith('_test.rego'));
  const helpers = modules.filter(({ path }) => /(^|\/)lib\//.test(path));
  const made = Array.from({ length: RULES }, (_, index) => {
    const rule = rules[index % rules.length] as (typeof rules)[number];
    const path = `${rule.package}_${index}`;
    const declared = new RegExp(`^package ${rule.package.replaceAll('.', '\\.')}$`, 'm');
    const module = modules.find(({ text }) => declared.test(text));
    if (module === undefined) throw new Error(`no module declares ${rule.package}`);
    const text = module.text.replace(declared, `package ${path}`);
    return { rule: { ...rule, package: path }, source: { path: `rule${index}.rego`, text } };
  });
  return [
    ...helpers,
    ...made.map(({ source }) => source),
    entryModule(made.map(({ rule }) => rule)),
  ];
}

export interface BuildTimes {
  readonly rules: number;
  readonly ms: number;
  readonly bytes: number;
  /** `NaN` without an `opa`, as below. */
  readonly opaMs: number;
  readonly opaBytes: number;
}

/** Wall times of whole processes in turns, medians of `runs`. */
export function buildTimes(withOpa: boolean, runs: number): BuildTimes {
  return inFolder((folder) => {
    const path = writeSources(folder, generatedRules());
    const output = join(folder, 'ours');
    const bundle = join(folder, 'bundle.tar.gz');
    const ours = (): unknown =>
      execFileSync(process.execPath, [program(), 'build', '-e', ENTRYPOINT, '-o', output, path]);
    const theirs = (): unknown =>
      execFileSync('opa', ['build', '-t', 'wasm', '-e', ENTRYPOINT, '-o', bundle, path]);
    const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
    const timed = (run: () => unknown): number => {
      const start = performance.now();
      run();
      return performance.now() - start;
    };
    timed(ours);
    for (let index = 0; index < runs; index++) {
      times.ours.push(timed(ours));
      if (withOpa) times.theirs.push(timed(theirs));
    }
    if (withOpa)
      execFileSync('tar', ['-xzf', bundle, '-C', folder, '/policy.wasm'], { stdio: 'ignore' });
    return {
      rules: RULES,
      ms: medianOf(times.ours),
      bytes: statSync(join(output, 'policy.wasm')).size,
      opaMs: withOpa ? medianOf(times.theirs) : Number.NaN,
      opaBytes: withOpa ? statSync(join(folder, 'policy.wasm')).size : Number.NaN,
    };
  });
}
