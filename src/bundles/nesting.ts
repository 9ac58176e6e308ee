import { Parser } from 'yaml';
import { deeperThan } from '../model/yaml-depth.js';

/**
 * The offset at which a JSON text is nested deeper than is allowed; undefined where it never is. To be asked before the text is read:
 * whatever reads it recurses.
 */
export function jsonDeeperThan(deepest: number, text: string): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (inString) {
      if (unit === BACKSLASH) at++;
      else if (unit === QUOTE) inString = false;
    } else if (unit === QUOTE) inString = true;
    else if (unit === BRACKET || unit === BRACE) {
      if (++depth > deepest) return at;
    } else if (unit === BRACKET + 2 || unit === BRACE + 2) depth--;
  }
  return undefined;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** `[`, as `{` two before what closes it. */
const BRACKET = 0x5b;
const BRACE = 0x7b;

/** The same for a YAML text. */
export function yamlDeeperThan(deepest: number, text: string): number | undefined {
  return deeperThan(deepest, [...new Parser().parse(text)]);
}
