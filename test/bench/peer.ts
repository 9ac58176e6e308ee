/** The `opa` on the PATH, if there is one: its compiler to WebAssembly, and its interpreter's own benchmark. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Source } from '../../src/diagnostics/source.js';
import type { Workload } from './workload.js';

/** Its version; undefined without an `opa`. */
export function opaVersion(): string | undefined {
  const { status, stdout } = spawnSync('opa', ['version'], { encoding: 'utf8' });
  return status === 0 ? /^Version: (.*)$/m.exec(stdout)?.[1] : undefined;
}

export function inFolder<T>(run: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-bench-'));
  try {
    return run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function writeSources(folder: string, sources: readonly Source[]): string {
  const path = join(folder, 'sources');
  mkdirSync(path);
  for (const [index, { text }] of sources.entries()) {
    writeFileSync(join(path, `source${index}.rego`), text);
  }
  return path;
}

/** The module that `opa build -t wasm` makes. */
export function opaModule({ sources, entrypoint }: Workload): Uint8Array {
  return inFolder((folder) => {
    const bundle = join(folder, 'bundle.tar.gz');
    const path = writeSources(folder, sources);
    execFileSync('opa', ['build', '-t', 'wasm', '-e', entrypoint, '-o', bundle, path]);
    execFileSync('tar', ['-xzf', bundle, '-C', folder, '/policy.wasm'], { stdio: 'ignore' });
    return readFileSync(join(folder, 'policy.wasm'));
  });
}

/** What one evaluation takes OPA's interpreter, the input parsed before, in milliseconds. */
export function opaBench({ sources, entrypoint, input, data }: Workload): number {
  return inFolder((folder) => {
    const path = writeSources(folder, sources);
    writeFileSync(join(path, 'data.json'), JSON.stringify(data));
    writeFileSync(join(folder, 'input.json'), JSON.stringify(input));
    const query = `data.${entrypoint.replaceAll('/', '.')}`;
    const options = ['--format', 'json', '--fail=false', '--metrics=false', '--benchmem=false'];
    const words = ['bench', ...options, '-d', path, '-i', join(folder, 'input.json'), query];
    const { N, T } = JSON.parse(execFileSync('opa', words, { encoding: 'utf8', cwd: folder })) as {
      readonly N: number;
      readonly T: number;
    };
    return T / N / 1e6;
  });
}
