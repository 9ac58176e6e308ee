/** Times of things that are to be compared: taken in turns, so that what else the machine does falls on all of them. */

export function medianOf(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}

/** The median of some runs in milliseconds, the first ones left out: they warm up. */
export function median(runs: number, warm: number, run: () => unknown): number {
  const times: number[] = [];
  for (let index = 0; index < runs + warm; index++) {
    const start = performance.now();
    run();
    if (index >= warm) times.push(performance.now() - start);
  }
  return medianOf(times);
}

/**
 * The medians of several candidates in milliseconds, run in turns in batches of about two milliseconds each.
 *
 * @param budget milliseconds for all of them together
 */
export function interleaved(candidates: readonly (() => unknown)[], budget: number): number[] {
  const batches = candidates.map((run) => {
    const start = performance.now();
    for (let index = 0; index < 20 && performance.now() - start < budget / 10; index++) run();
    const warm = performance.now();
    run();
    return Math.max(1, Math.min(1000, Math.round(2 / (performance.now() - warm))));
  });
  const times: number[][] = candidates.map(() => []);
  const end = performance.now() + budget;
  do {
    candidates.forEach((run, candidate) => {
      const batch = batches[candidate] as number;
      const start = performance.now();
      for (let index = 0; index < batch; index++) run();
      times[candidate]?.push((performance.now() - start) / batch);
    });
  } while (performance.now() < end || (times[0]?.length ?? 0) < 5);
  return times.map(medianOf);
}

export const ms = (value: number): string =>
  Number.isNaN(value) ? '–' : `${value.toPrecision(3)} ms`;

export const times = (ratio: number): string =>
  Number.isNaN(ratio) ? '–' : `${ratio.toFixed(1)} ×`;

/** Lines of a table, the first column to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths[column] as number;
          return column === 0 ? cell.padEnd(width) : cell.padStart(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
