/**
 * The known names nearest to one that was not found, best first.
 *
 * @param name what the user wrote
 * @param known the names that exist
 * @param most how many to return at the most
 */
export function suggest(name: string, known: Iterable<string>, most = 3): string[] {
  const limit = Math.floor(name.length * 0.4) + 1;
  const near: { candidate: string; distance: number }[] = [];
  for (const candidate of known) {
    // A name without what stands before its last slash is as near as can be.
    const distance = candidate.endsWith(`/${name}`)
      ? 0
      : editDistance(name.toLowerCase(), candidate.toLowerCase(), limit);
    if (distance <= limit) near.push({ candidate, distance });
  }
  near.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
  return near.slice(0, most).map(({ candidate }) => candidate);
}

/** `did you mean \`a\` or \`b\`?`, or undefined where nothing is near. */
export function didYouMean(name: string, known: Iterable<string>): string | undefined {
  const names = suggest(name, known).map((near) => `\`${near}\``);
  if (names.length === 0) return undefined;
  const last = names.pop() as string;
  return `did you mean ${names.length > 0 ? `${names.join(', ')} or ` : ''}${last}?`;
}

/** Optimal string alignment distance (insert, delete, replace, swap neighbours); `limit + 1` once it is passed. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + cost,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] as number) + 1);
      }
      row.push(best);
    }
    if (Math.min(...row) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] as number;
}
