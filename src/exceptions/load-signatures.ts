import { type Diagnosed, type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js';
import type { Source, Span } from '../diagnostics/source.js';
import { RecordReader } from '../model/record-reader.js';
import { parseStrictYaml } from '../model/strict-yaml.js';
import { endOf } from '../model/time.js';
import { badExpiry } from './errors.js';

/** One signature as it stands in a file beside the exceptions. */
export interface WrittenSignature {
  /** The name of the key in the org's `trust.keys`. */
  readonly key: string;
  /** Who signed, where the key is a file of allowed signers. */
  readonly principal?: string;
  /** RFC 3339, a part of what was signed. */
  readonly signedAt: string;
  /** 64 bytes in base64. */
  readonly ed25519?: string;
  /** An armoured SSH signature. */
  readonly ssh?: string;
  readonly span: Span;
}

/** The signatures of one exception. */
export interface SignatureFile {
  readonly exception: string;
  readonly span: Span;
  readonly signatures: readonly WrittenSignature[];
}

/** Reads signature files. A file with anything wrong in it is an error as a whole. */
export function loadSignatures(sources: readonly Source[]): Diagnosed<SignatureFile[]> {
  const files: SignatureFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const source of sources) {
    const { value, diagnostics: faults } = parseStrictYaml(source);
    diagnostics.push(...faults);
    if (value === undefined) continue;
    const reader = new RecordReader();
    const fields = reader.fields(value, 'signatures', ['exception', 'signatures']);
    const exception = fields?.required('exception');
    const list = fields?.get('signatures');
    if (fields && list?.kind !== 'list') reader.missing(fields.map.span, 'signatures');
    const signatures = (list?.kind === 'list' ? list.items : []).flatMap((item) => {
      const entry = reader.fields(item, 'signature', [
        'key',
        'principal',
        'signedAt',
        'ed25519',
        'ssh',
      ]);
      const key = entry?.required('key');
      const signedAt = entry?.required('signedAt');
      const principal = entry?.string('principal');
      const ed25519 = entry?.string('ed25519');
      const ssh = entry?.string('ssh');
      if (signedAt && endOf(signedAt.value) === undefined) {
        reader.diagnostics.push(badExpiry(signedAt.span, 'signedAt', signedAt.value));
      }
      if (entry && !ed25519 && !ssh) reader.missing(item.span, 'ed25519');
      if (!key || !signedAt) return [];
      const written: WrittenSignature = {
        key: key.value,
        ...(principal && { principal: principal.value }),
        signedAt: signedAt.value,
        ...(ed25519 && { ed25519: ed25519.value }),
        ...(ssh && { ssh: ssh.value }),
        span: key.span,
      };
      return [written];
    });
    diagnostics.push(...reader.diagnostics);
    if (exception && !hasErrors(reader.diagnostics)) {
      files.push({ exception: exception.value, span: exception.span, signatures });
    }
  }
  return { value: files, diagnostics };
}
