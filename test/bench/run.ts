/**
 * `npm run bench [-- part-of-a-name]`: what evaluating and compiling costs, beside OPA's WebAssembly modules in the same SDK and OPA's
 * interpreter where an `opa` is on the PATH; what reading large bills of materials costs (`large SBOM`). Times depend on the machine and
 * what else it does; the ratios within one run are what can be compared. `--json` prints the figures alone.
 */
import { buildTimes } from './compilation.js';
import { dockerfileSpeed } from './documents.js';
import { growthOf, type Measured, measure } from './evaluate.js';
import { measureLargeDocuments } from './large-documents.js';
import { ms, table, times } from './measure.js';
import { opaVersion } from './peer.js';
import { coldStart, measureShipped } from './shipped-rules.js';
import { GROWING, WORKLOADS } from './workloads/index.js';

/** Milliseconds for the runs of one workload. */
const BUDGET = 1500;

const isJson = process.argv.includes('--json');
const wanted = process.argv.slice(2).find((word) => !word.startsWith('--'));
const isWanted = (name: string): boolean => wanted === undefined || name.includes(wanted);
const opa = opaVersion();
const peers = { wasm: opa !== undefined, interpreter: opa !== undefined };
const print = (text: string): void => {
  if (!isJson) console.log(text);
};

print(`node ${process.version}, ${opa === undefined ? 'no opa on the PATH' : `opa ${opa}`}\n`);

const measured: Measured[] = [];
for (const make of WORKLOADS) {
  const workload = make();
  if (isWanted(workload.name)) measured.push(await measure(workload, peers, BUDGET));
}
print(
  table([
    ['evaluate once', 'ours', 'OPA wasm', 'ratio', 'OPA', 'ratio', 'bytes', 'OPA wasm'],
    ...measured.map((row) => [
      row.name,
      ms(row.ms),
      ms(row.opaWasmMs),
      times(row.opaWasmMs / row.ms),
      ms(row.opaEvalMs),
      times(row.opaEvalMs / row.ms),
      String(row.bytes),
      String(row.opaBytes),
    ]),
  ]),
);
print(
  'OPA wasm: `opa build -t wasm` in the same SDK. OPA: `opa bench`, which does not parse the input each time.\n',
);

const growth: { readonly name: string; readonly exponent: number }[] = [];
for (const { name, sizes, make } of GROWING) {
  if (!isWanted(name)) continue;
  const exponent = await growthOf(make(sizes[0]), make(sizes[1]), BUDGET);
  growth.push({ name, exponent });
}
print(
  table([
    ['time grows with size to the power of', ''],
    ...growth.map(({ name, exponent }) => [name, exponent.toFixed(2)]),
  ]),
);

const large = isWanted('large SBOM') ? measureLargeDocuments(50, 5) : [];
if (large.length > 0) {
  print(
    table([
      ['read a large SBOM', 'components', 'JSON.parse', 'read', 'ratio', 'peak', 'idle'],
      ...large.map((row) => [
        `${row.name}, ${row.megabytes} MB`,
        String(row.components),
        ms(row.parseMs),
        ms(row.readMs),
        times(row.ratio),
        `${Math.round(row.peakMegabytes)} MB`,
        `${Math.round(row.idleMegabytes)} MB`,
      ]),
    ]),
  );
}

if (wanted !== undefined) process.exit(0);

const build = buildTimes(opa !== undefined, 5);
print(`
build ${build.rules} rules       ${ms(build.ms)} as a process; opa build -t wasm ${ms(build.opaMs)}: ${times(build.opaMs / build.ms)}
their module          ${build.bytes} bytes; of opa ${build.opaBytes}: ${times(build.opaBytes / build.bytes)}`);

const reading = dockerfileSpeed(BUDGET);
print(`
read Dockerfiles      ${reading.perMinute} a minute and core (${reading.files} files of ${reading.lines} lines on average; DOCKERFILES names a folder of others)`);

const shipped = await measureShipped();
const cold = coldStart();
print(`
shipped rules         ${shipped.rules} rules, ${shipped.sourceBytes} bytes of Rego, ${shipped.wasmBytes} bytes of WebAssembly
compile them          ${ms(shipped.compileFirstMs)} cold, ${ms(shipped.compileWarmMs)} warm
parse a Dockerfile    ${ms(shipped.parseDockerfileMs)}
evaluate it           ${ms(shipped.evaluateMs)} for all rules, ${Math.round(1000 / shipped.evaluateMs)} evaluations per second
node -e 0             ${ms(cold.nodeMs)}
policy eval, cold     ${ms(cold.evalMs)} (${times(cold.evalMs / cold.nodeMs)} node -e 0)`);

if (isJson)
  console.log(
    JSON.stringify({ opa, measured, growth, large, build, reading, shipped, cold }, null, 2),
  );
