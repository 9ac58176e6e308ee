/** The smallest module that still shows what a larger one showed. */

/**
 * Leaves out blocks (what blank lines part), then lines, as long as `shows` holds.
 *
 * @param shows whether a smaller text still is worth looking at; asked for one text at a time
 */
export async function shrink(
  text: string,
  shows: (smaller: string) => Promise<boolean>,
): Promise<string> {
  const [head = '', ...blocks] = text.split('\n\n');
  const keptBlocks = await fewest(blocks, (some) => shows([head, ...some].join('\n\n')));
  const lines = [head, ...keptBlocks].join('\n\n').split('\n');
  const keptLines = await fewest(lines, (some) => shows(some.join('\n')));
  return keptLines.join('\n');
}

/** Drops runs of items, from halves down to single ones, until none can be dropped. */
async function fewest(
  items: readonly string[],
  shows: (some: readonly string[]) => Promise<boolean>,
): Promise<readonly string[]> {
  let kept = items;
  for (let size = Math.max(1, kept.length >> 1); size >= 1; size = size === 1 ? 0 : size >> 1) {
    for (let at = 0; at < kept.length; ) {
      const fewer = [...kept.slice(0, at), ...kept.slice(at + size)];
      if (await shows(fewer)) kept = fewer;
      else at += size;
    }
  }
  return kept;
}
