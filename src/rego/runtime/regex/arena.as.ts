// Memory for compiled patterns: reserved below the heap, so that it outlives evaluations. Full, it is emptied as a whole.

/** The linker sets both: where the reserved memory begins and ends; 0 in modules that match no patterns. */
export let regex_arena: u32 = 0;
export let regex_arena_end: u32 = 0;

let top: u32 = 0;

/** Counts how often the memory was emptied. */
export let generation: u32 = 0;
/** Whether something found no room since then. */
export let isFull: bool = false;

/** An address that 8 divides, or 0 where no room is left. */
export function arenaAlloc(size: u32): u32 {
  if (!top) top = regex_arena;
  const at = top;
  const next = (at + size + 7) & ~7;
  if (next > regex_arena_end) {
    isFull = true;
    return 0;
  }
  top = next;
  return at;
}

/** The most that one pattern may take for one purpose, so that none leaves others without room. */
export function mostForOne(): u32 {
  return (regex_arena_end - regex_arena) >> 3;
}

export function arenaClear(): void {
  top = regex_arena;
  isFull = false;
  generation++;
}
