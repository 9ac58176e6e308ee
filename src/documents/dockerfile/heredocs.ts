/** Where heredocs are seen: behind ADD, COPY, RUN, also as ONBUILD triggers, never in JSON form. */

export interface HeredocWord {
  readonly name: string;
  readonly fd: number;
  readonly expand: boolean;
  readonly chomp: boolean;
}

const TAKES_HEREDOC = /^(add|copy|run)$/i;

/** The heredocs that an instruction announces, in the order of their bodies. */
export function heredocsOf(keyword: string, rest: string, escape: string): HeredocWord[] {
  if (/^onbuild$/i.test(keyword)) {
    const match = /^(\S+)\s+([\s\S]*)$/.exec(rest);
    return match ? heredocsOf(match[1] ?? '', match[2] ?? '', escape) : [];
  }
  if (!TAKES_HEREDOC.test(keyword) || rest.trimStart().startsWith('[') || !rest.includes('<<'))
    return [];
  const words = shellWords(rest, escape);
  return (words ?? []).flatMap((word) => {
    const match = /^(\d*)<<(-?)\s*([^<\s][^<]*)$/.exec(word);
    if (match === null) return [];
    const [, fd = '', dash = '', written = ''] = match;
    const name = written.replace(/["']/g, '').replaceAll(escape, '');
    if (name === '') return [];
    return [
      { name, fd: fd === '' ? 0 : Number(fd), chomp: dash === '-', expand: name === written },
    ];
  });
}

/** Words with their quotes left in; undefined where quotes are not balanced, and then no heredoc is seen at all. */
function shellWords(text: string, escape: string): string[] | undefined {
  const words: string[] = [];
  let word = '';
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const letter = text[i] as string;
    if (quote !== '') {
      word += letter;
      if (letter === escape && quote === '"' && i + 1 < text.length) word += text[++i];
      else if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") {
      quote = letter;
      word += letter;
    } else if (letter === escape && i + 1 < text.length) word += letter + text[++i];
    else if (/\s/.test(letter)) {
      // `<< EOF` and `<<EOF` are the same.
      if (/^\d*<<-?$/.test(word)) continue;
      if (word !== '') words.push(word);
      word = '';
    } else word += letter;
  }
  if (quote !== '') return undefined;
  if (word !== '') words.push(word);
  return words;
}
