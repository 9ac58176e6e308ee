/**
 * The parts of a path such as `schema.a["b-c"]` or `input.user`.
 *
 * @returns undefined where it is none
 */
export function parseSchemaPath(text: string): string[] | undefined {
  const path: string[] = [];
  const part = /([A-Za-z_]\w*)|\.([A-Za-z_]\w*)|\[("(?:[^"\\]|\\.)*")\]/y;
  while (part.lastIndex < text.length) {
    const isFirst = path.length === 0;
    const found = part.exec(text);
    if (found === null) return undefined;
    const [, first, name, quoted] = found;
    if (isFirst !== (first !== undefined)) return undefined;
    path.push(first ?? name ?? (JSON.parse(quoted ?? '""') as string));
  }
  return path.length === 0 ? undefined : path;
}
