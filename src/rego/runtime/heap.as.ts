// Memory: one bump pointer. Hosts save and set it, so that nothing an evaluation made outlives it.

/** The linker sets it to the first address behind all static data. */
export let heap_pointer: u32 = 0;

/** At least this many pages are added at a time: growing page by page is what makes first evaluations slow. */
const PAGES_AT_ONCE: u32 = 16;

@inline
export function alloc(size: u32): u32 {
  const at = heap_pointer;
  const next = (at + size + 7) & ~7;
  if (next > <u32>memory.size() << 16) grow(next);
  heap_pointer = next;
  return at;
}

function grow(wanted: u32): void {
  const have = <u32>memory.size();
  const need = (wanted - (have << 16) + 65535) >> 16;
  // Doubling keeps the number of growths small; where that is refused, just what is needed.
  const more = max(max(need, PAGES_AT_ONCE), have);
  if (memory.grow(more) < 0 && memory.grow(need) < 0) unreachable();
}

/**
 * The number of the running evaluation; 0 outside of one. What an evaluation adds to a table that outlives it (an index of a base
 * document) counts for that evaluation only: its memory is used again.
 */
export let epoch: u32 = 0;
let epochs: u32 = 0;

/** Where the memory of the running evaluation begins. */
let floor: u32 = 0;

export function beginEpoch(): void {
  epoch = ++epochs;
  floor = heap_pointer;
}

/** Whether a value goes with the running evaluation: base documents and constants outlive it. */
@inline export function isOfEvaluation(address: u32): bool {
  return address >= floor;
}

export function opa_malloc(size: u32): u32 {
  return alloc(size);
}

/** Gives back all that was taken since `heap_pointer` was `mark`: working memory that nothing refers to any more. */
export function release(mark: u32): void {
  heap_pointer = mark;
}

/** Nothing is freed one by one. */
export function opa_free(address: u32): void {}

export function opa_value_free(address: u32): void {}

export function opa_heap_ptr_get(): u32 {
  return heap_pointer;
}

export function opa_heap_ptr_set(address: u32): void {
  heap_pointer = address;
  epoch = 0;
  if (address > <u32>memory.size() << 16) grow(address);
}

export function opa_heap_blocks_stash(): void {}
export function opa_heap_blocks_restore(): void {}
export function opa_heap_stash_clear(): void {}
