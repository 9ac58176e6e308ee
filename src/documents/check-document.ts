import type { Document } from '../model/document.js';
import { againstSchema } from './errors.js';
import { type SchemaFault, validators } from './validators.generated.js';

/**
 * Checks a document against the schema of its kind before a rule sees it. One that does not fit is our parser's fault as a rule, but
 * silence would be worse: rules that look for a field in the wrong place would pass. Such a document is not complete.
 */
export function checkDocument(document: Document): Document {
  const validate = validators.get(document.kind);
  if (validate === undefined || validate(document.value)) return document;
  const [fault] = validate.errors ?? [];
  const { kind, uri, diagnostics } = document;
  const place = fault?.instancePath || '/';
  return {
    ...document,
    complete: false,
    diagnostics: [...diagnostics, againstSchema(uri, kind, place, reasonOf(fault))],
  };
}

function reasonOf(fault: SchemaFault | undefined): string {
  const message = fault?.message ?? 'it does not fit';
  const extra = fault?.params['additionalProperty'];
  return typeof extra === 'string' ? `${message}: \`${extra}\`` : message;
}
