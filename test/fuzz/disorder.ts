const TOKEN =
  /"(?:[^"\\\n]|\\.)*"|`[^`]*`|#[^\n]*|\$"|[A-Za-z_][\w.]*|\d+(?:\.\d+)?|:=|==|!=|<=|>=|\s+|./gsu;

/** A policy with other white space between its words, and comments at ends of lines and on lines of their own. */
export function disorder(text: string, random: () => number): string {
  // Templates are words of several tokens: their text is left alone.
  if (text.includes('$"') || text.includes('$`')) return text;
  const tokens = text.match(TOKEN) ?? [];
  const rate = random() * 0.3;
  let count = 0;
  return tokens
    .map((token, index) => {
      if (!/^\s+$/.test(token) || random() > rate) return token;
      const isAfterComment = tokens[index - 1]?.startsWith('#') ?? false;
      // Lines of comments belong together: they may be metadata.
      if (isAfterComment && tokens[index + 1]?.startsWith('#')) return token;
      if (token.includes('\n')) {
        const comment = isAfterComment || random() < 0.5 ? '' : ` # end ${count++}`;
        const own = random() < 0.3 ? `\n${' '.repeat(random() * 5)}# own ${count++}` : '';
        const blank = '\n'.repeat(1 + Math.floor(random() * 3));
        return `${comment}${own}${blank}${' '.repeat(random() * 4)}`;
      }
      return ' '.repeat(1 + Math.floor(random() * 3));
    })
    .join('');
}
