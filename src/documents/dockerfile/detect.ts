/** A Dockerfile by its name, or a text whose first instruction is FROM or ARG. */
export function detect(uri: string, head: string): 'name' | 'content' | undefined {
  const name = uri.slice(uri.lastIndexOf('/') + 1).toLowerCase();
  // A report about a Dockerfile may be named after it.
  if (/^[\s\ufeff]*[[{]/.test(head)) return undefined;
  if (name.endsWith('.dockerignore') || name.endsWith('.containerignore')) return undefined;
  if (
    /^(dockerfile|containerfile)(\..+)?$/.test(name) ||
    /\.(dockerfile|containerfile)$/.test(name)
  ) {
    return 'name';
  }
  if (name.includes('.') && !/\.(docker|txt|tmpl|in)$/.test(name)) return undefined;
  const first = head.split('\n').find((line) => line.trim() !== '' && !/^\s*#/.test(line));
  const isFirst = /^\s*(FROM\s+(--\S+\s+)*\S+(\s+AS\s+\S+)?|ARG\s+\w+(=\S*)?)\s*$/i.test(
    first ?? '',
  );
  return isFirst && /^\s*FROM\s/im.test(head) ? 'content' : undefined;
}
