/** A workflow of GitHub by its folder, or by its keys. */
export function detect(uri: string, head: string): 'name' | 'content' | undefined {
  if (!/\.ya?ml$/i.test(uri)) return undefined;
  if (/(^|\/)\.github\/workflows\/[^/]+$/.test(uri)) return 'name';
  const isWorkflow = /^(on|'on'|"on")\s*:/m.test(head) && /^jobs\s*:/m.test(head);
  return isWorkflow ? 'content' : undefined;
}
