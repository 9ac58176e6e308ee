/** What package managers are told to do. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from '../../../src/documents/dockerfile/parse.js';
import type { PackageFact } from '../../../src/documents/shell/types.js';

interface Run {
  readonly run?: { readonly facts: { readonly pkg: readonly PackageFact[] } };
}

/** The action of a command and the packages that it names, each with its kind. */
function told(command: string): (string | string[])[] {
  const text = `FROM debian:13\nRUN ${command}\n`;
  const { value } = parse({ uri: 'Dockerfile', bytes: new TextEncoder().encode(text) });
  const [stage] = value['stages'] as unknown as { readonly instr: readonly Run[] }[];
  const facts = stage?.instr.flatMap(({ run }) => run?.facts.pkg ?? []) ?? [];
  return facts.flatMap(({ action, packages }) => [
    action,
    packages.map(({ name, version, kind }) => `${kind} ${name}${version ? `=${version}` : ''}`),
  ]);
}

const packages = suite('packages of a command');

packages('are those behind the action', () => {
  assert.equal(told('apt-get -y install nginx=1 ./x.deb'), [
    'install',
    ['repo nginx=1', 'file ./x.deb'],
  ]);
});

packages('are not the comments between them, nor what a command finds out', () => {
  assert.equal(
    told('apt-get install -y `# tools` a `# more` b `[ "$x" = y ] && echo c` && `# end`'),
    ['install', ['repo a', 'repo b', 'variable `[ "$x" = y ] && echo c`']],
  );
});

packages('that are groups or modules have no version', () => {
  assert.equal(told('yum groupinstall -y tools'), ['install', ['group tools']]);
  assert.equal(told('dnf group install -y tools'), ['install', ['group tools']]);
  assert.equal(told('dnf module install -y nodejs:24'), ['install', ['group nodejs:24']]);
  assert.equal(told('dnf module enable -y nodejs:24'), ['module', []]);
});

packages('of `go run` are the first word: the others are for the program', () => {
  assert.equal(told('go run example.com/x@v1 example.com/y'), ['run', ['repo example.com/x=v1']]);
});

packages('of `npm run` are none', () => {
  assert.equal(told('npm run build'), ['run', []]);
});

packages.run();
