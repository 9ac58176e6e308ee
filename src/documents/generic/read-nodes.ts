import type { Problem } from '../../model/document.js';
import type { YamlNode } from '../yaml/node.js';

/** What a reader of some format found: values with their places, whatever the format calls them. */
export interface ReadNodes {
  /** Several where the file holds several documents; none where it cannot be read. */
  readonly documents: readonly YamlNode[];
  readonly problems: readonly Problem[];
}
