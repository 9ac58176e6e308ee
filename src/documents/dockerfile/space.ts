/** White space as Go's `unicode.IsSpace` knows it, by which BuildKit reads: U+0085 belongs to it, U+FEFF does not. */

/** Whether one UTF-16 unit is white space. */
export function isSpace(letter: string): boolean {
  const code = letter.charCodeAt(0);
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** How many units of white space a text begins with. */
export function leadingSpace(text: string): number {
  let at = 0;
  while (at < text.length && isSpace(text[at] as string)) at++;
  return at;
}

/** The offset behind the last unit that is no white space. */
export function endWithoutSpace(text: string): number {
  let at = text.length;
  while (at > 0 && isSpace(text[at - 1] as string)) at--;
  return at;
}

/** A text without white space around it. */
export function trimSpace(text: string): string {
  return text.slice(leadingSpace(text), endWithoutSpace(text));
}

/** Whether nothing but white space is there. */
export function isBlank(text: string): boolean {
  return leadingSpace(text) === text.length;
}
