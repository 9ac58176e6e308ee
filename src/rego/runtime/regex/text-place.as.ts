import { AT_BEGIN, leftOf } from './assertions.as';

/** What is known of the left side of a place in a text. */
export function leftBits(at: u32, first: u32): u32 {
  return at == first ? AT_BEGIN : leftOf(load<u8>(at - 1));
}
