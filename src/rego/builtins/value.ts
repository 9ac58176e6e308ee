/**
 * Rego values on the host side, without loss: sets stay sets, keys of any type, integers of any size, exact decimals.
 *
 * Numbers: a JS `number` where it is a safe integer; otherwise a `Numeral` that keeps the text.
 */
export type Value =
  | null
  | boolean
  | number
  | string
  | Numeral
  | readonly Value[]
  | RegoObject
  | RegoSet;

/** A number that a JS safe integer cannot hold: `text` is JSON number text. */
export class Numeral {
  constructor(readonly text: string) {}
}

/** An object: entries sorted by key in Rego's total order, keys unique. */
export class RegoObject {
  constructor(readonly entries: readonly (readonly [Value, Value])[]) {}
}

/** A set: items sorted in Rego's total order, unique. */
export class RegoSet {
  constructor(readonly items: readonly Value[]) {}
}
