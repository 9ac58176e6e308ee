import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a process printed and how it ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

let built: string | undefined;

/** The path of the built program; built anew where a source is younger. */
export function program(): string {
  if (built !== undefined) return built;
  const path = join(ROOT, 'dist/policy.cjs');
  if (!existsSync(path) || newest(join(ROOT, 'src')) > statSync(path).mtimeMs) {
    execFileSync(process.execPath, ['--import', 'tsx', join(ROOT, 'src/build/build.ts')], {
      cwd: ROOT,
    });
  }
  built = path;
  return path;
}

function newest(folder: string): number {
  return Math.max(
    ...readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => statSync(join(folder, name)).mtimeMs),
  );
}

/** Runs `policy` in a process of its own. */
export function policy(words: readonly string[], cwd: string): Ended {
  return ended(spawnSync(process.execPath, [program(), ...words], options(cwd)));
}

/** Runs a shell command line in which `npx policy` is the built program. */
export function shell(line: string, cwd: string): Ended {
  const shims = mkdtempSync(join(tmpdir(), 'drydock-bin-'));
  const shim = `#!/bin/sh\nshift\nexec "${process.execPath}" "${program()}" "$@"\n`;
  writeFileSync(join(shims, 'npx'), shim, { mode: 0o755 });
  const { env, ...rest } = options(cwd);
  const PATH = `${shims}:${env['PATH'] ?? ''}`;
  return ended(spawnSync('sh', ['-c', line], { ...rest, env: { ...env, PATH } }));
}

function options(cwd: string) {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1' };
  return { cwd, encoding: 'utf8' as const, env, maxBuffer: 1 << 28 };
}

function ended({ status, stdout, stderr }: ReturnType<typeof spawnSync>): Ended {
  return { code: status ?? -1, stdout: String(stdout), stderr: String(stderr) };
}

/** A new folder with these files in it. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-test-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}
