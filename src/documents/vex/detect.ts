import { isObject, type JsonObject, objectOf, textOf, textsOf } from '../json/fields.js';
import { parseHead } from '../json/parse-head.js';

export type VexForm = 'openvex' | 'csaf';

/** Whether a file states what vulnerabilities do to products. CycloneDX states it in bills of materials. */
export function detect(_uri: string, head: string): 'content' | undefined {
  const [root] = parseHead(head);
  return isObject(root) && formOfVex(root) !== undefined ? 'content' : undefined;
}

export function formOfVex(value: JsonObject): VexForm | undefined {
  const context = value['@context'];
  const contexts = typeof context === 'string' ? [context] : textsOf(context);
  if (contexts.some((one) => /^https:\/\/openvex\.dev\/ns/.test(one))) return 'openvex';
  const document = objectOf(value['document']);
  return textOf(document['csaf_version']) !== undefined ? 'csaf' : undefined;
}
