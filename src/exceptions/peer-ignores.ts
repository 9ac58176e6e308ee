import { lineStarts, type Source } from '../diagnostics/source.js';
import type { Document } from '../model/document.js';
import type { PeerTool } from '../model/settings.js';
import type { InlineIgnore } from './inline-ignores.js';

/** `# hadolint ignore=DL3008,DL3009` above an instruction, `# hadolint global ignore=…` for the file. */
const HADOLINT = /^[ \t]*#[ \t]*hadolint[ \t]+(global[ \t]+)?ignore[ \t]*=[ \t]*([\w,\t ]+)/gim;

/** `# check=skip=…` says it for all checks of BuildKit with this word. */
const EVERY_CHECK = 'all';

/**
 * Reads the comments with which other tools are told to ignore a check. They hold only where somebody asked for it, since they give no
 * reason and never end.
 */
export function readPeerIgnores(
  documents: readonly Document[],
  peers: readonly PeerTool[],
): readonly InlineIgnore[] {
  return documents
    .filter(({ kind }) => kind === 'dockerfile')
    .flatMap((document) => [
      ...(peers.includes('hadolint') ? hadolintIgnores(document) : []),
      ...(peers.includes('buildkit') ? buildkitSkips(document) : []),
    ]);
}

function hadolintIgnores({ uri, source }: Document): InlineIgnore[] {
  if (!source?.text.toLowerCase().includes('hadolint')) return [];
  const starts = lineStarts(source);
  return [...source.text.matchAll(HADOLINT)].map((match) => {
    const [whole, global, names = ''] = match;
    const line = starts.findLastIndex((start) => start <= match.index) + 1;
    return {
      ...ignore('hadolint', uri, line),
      rules: namesOf(names),
      // As hadolint does it: the very next line counts, with the instruction that begins there.
      ...(global === undefined && { lines: instructionAt(source, line + 1) }),
      span: { source, start: match.index, end: match.index + whole.trimEnd().length },
    };
  });
}

/** The lines of the instruction that begins in a line: up to one that is not continued. */
function instructionAt({ text }: Source, line: number): { from: number; to: number } {
  const lines = text.split('\n');
  let to = line;
  while (/[\\`][ \t\r]*$|^[ \t]*#/.test(lines[to - 1] ?? '') && to < lines.length) to++;
  return { from: line, to };
}

function buildkitSkips({ uri, source, value }: Document): InlineIgnore[] {
  const { check } = (value['directives'] ?? {}) as {
    check?: { readonly skip?: readonly string[] };
  };
  if (source === undefined || check?.skip === undefined || check.skip.length === 0) return [];
  const start = Math.max(0, source.text.search(/^[ \t]*#[ \t]*check[ \t]*=/im));
  const end = (source.text.indexOf('\n', start) + 1 || source.text.length + 1) - 1;
  const line = source.text.slice(0, start).split('\n').length;
  return [{ ...ignore('buildkit', uri, line), rules: check.skip, span: { source, start, end } }];
}

function ignore(peer: PeerTool, uri: string, line: number) {
  return { id: `inline:${uri}:${line}`, uri, line, reason: `a comment for ${peer}`, peer };
}

function namesOf(text: string): string[] {
  return text
    .split(/[,\s]+/)
    .map((name) => name.toUpperCase())
    .filter((name) => name !== '');
}

/** Whether a comment for another tool is about a finding that goes by these ids. */
export function namesFinding(
  { peer, rules }: Pick<InlineIgnore, 'peer' | 'rules'>,
  aliases: readonly string[],
): boolean {
  if (peer === 'buildkit' && rules.some((name) => name.toLowerCase() === EVERY_CHECK)) {
    return aliases.some((alias) => /^[A-Z][A-Za-z]+$/.test(alias));
  }
  const wanted = rules.map((name) => name.toLowerCase());
  return aliases.some((alias) => wanted.includes(alias.toLowerCase()));
}
