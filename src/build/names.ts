/** Hyphens to the words of an identifier: `no-latest` → `noLatest`. */
export function camelCase(name: string): string {
  return name.replace(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase());
}
