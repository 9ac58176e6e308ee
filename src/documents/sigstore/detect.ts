import { isSignature, itemsOf } from './forms.js';

/** Names that say what a file is, even where its content is broken. */
const ATTESTATION_NAME = /\.(intoto|slsa|att)(\.jsonl?)?$|\.intoto\.[\w.-]*$/i;
const BUNDLE_NAME = /\.sigstore(\.json)?$/i;

/** Which of the two kinds a file is; undefined for what is not signed. */
export function signedKindOf(
  uri: string,
  head: string,
): { kind: 'signature' | 'attestation'; by: 'name' | 'content' } | undefined {
  const byContent = kindOfText(head);
  const isNamed = ATTESTATION_NAME.test(uri) || BUNDLE_NAME.test(uri);
  if (byContent !== undefined) return { kind: byContent, by: isNamed ? 'name' : 'content' };
  if (ATTESTATION_NAME.test(uri)) return { kind: 'attestation', by: 'name' };
  return BUNDLE_NAME.test(uri) ? { kind: 'signature', by: 'name' } : undefined;
}

function kindOfText(head: string): 'signature' | 'attestation' | undefined {
  const text = head.trimStart();
  if (!text.startsWith('{') && !text.startsWith('[')) return undefined;
  const value = parsed(text) ?? parsed(text.slice(0, text.indexOf('\n') + 1));
  if (value === undefined) return kindOfPart(text);
  const items = itemsOf(value);
  if (items.length === 0) return undefined;
  return items.every(isSignature) ? 'signature' : 'attestation';
}

/** The kind of a text that is cut off, or broken. */
function kindOfPart(text: string): 'signature' | 'attestation' | undefined {
  if (/"_type"\s*:\s*"https:\/\/in-toto\.io\/Statement\//.test(text)) return 'attestation';
  if (/^\{\s*"(payloadType|payload|dsseEnvelope|attestations)"\s*:/.test(text)) {
    return 'attestation';
  }
  if (/"mediaType"\s*:\s*"application\/vnd\.dev\.sigstore\.bundle/.test(text)) {
    return /"dsseEnvelope"\s*:/.test(text) ? 'attestation' : 'signature';
  }
  if (/^\[?\s*\{\s*"[Cc]ritical"\s*:\s*\{/.test(text)) return 'signature';
  return /^\{\s*"Base64Signature"\s*:/.test(text) ? 'signature' : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
