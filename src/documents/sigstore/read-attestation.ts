import type { ParseContext } from '../../model/document.js';
import { isObject, type JsonObject, objectOf } from '../json/fields.js';
import { readJson } from '../json/read-json.js';
import type { ReadItem, SignedContent } from './content.js';
import { fileBeside, isDigest } from './find-message.js';
import type { SignedItem } from './forms.js';
import { readBundle } from './read-bundle.js';
import { readEnvelope } from './read-envelope.js';
import { faultOfStatement, readStatement, type StatementFacts } from './statement.js';
import type { VerificationProblem } from './types.js';
import { signingFacts } from './verify.js';

const IN_TOTO = 'application/vnd.in-toto+json';

const UNSIGNED: SignedContent = {
  form: 'in-toto',
  content: null,
  certificate: null,
  tlog: [],
  timestamps: [],
  bundle: null,
  faults: [],
};

/** Reads one statement, and the signature around it where there is one. */
export function readAttestation(
  { form, value, ptr }: SignedItem,
  uri: string,
  context: Partial<ParseContext>,
): ReadItem {
  const signed =
    form === 'in-toto' ? UNSIGNED : form === 'dsse' ? readEnvelope(value) : readBundle(value);
  const { content } = signed;
  const within = form === 'sigstore-bundle' ? `${ptr}/dsseEnvelope/payload` : `${ptr}/payload`;
  const faults: { code: string; message: string; ptr: string }[] = [];
  const read =
    content?.kind === 'envelope' ? statementOf(content.payload) : { statement: value as unknown };
  if (content?.kind === 'envelope' && content.payloadType !== IN_TOTO) {
    faults.push({
      code: 'payload-type',
      message: 'the payload is no in-toto statement',
      ptr: within,
    });
  }
  const at = content === null ? ptr : within;
  const broken = 'reason' in read ? read.reason : faultOfStatement(read.statement);
  if (broken !== undefined) {
    faults.push({ code: 'statement', message: `the statement is broken: ${broken}`, ptr: at });
  }
  const statement: JsonObject =
    'statement' in read && isObject(read.statement) ? read.statement : {};
  const place = (below: string) => (content === null ? `${ptr}${below}` : within);
  const facts = readStatement(statement, place, uri);
  const more = notAbout(facts, uri, context);
  const signing = signingFacts(
    { ...signed, faults: [...signed.faults, ...more] },
    null,
    context.trust,
  );
  return {
    facts: { ...signing, ...facts },
    format: form,
    faults: [...faults, ...signed.faults.map((fault) => ({ ...fault, ptr }))],
  };
}

/** The payload of an envelope; it may be cut off or nested too deep. */
function statementOf(payload: Uint8Array): { statement: unknown } | { reason: string } {
  const { values, problems } = readJson({ path: '', text: new TextDecoder().decode(payload) });
  const [problem] = problems;
  if (problem !== undefined) return { reason: problem.message };
  return values.length === 1 ? { statement: values[0]?.value } : { reason: 'it is no JSON' };
}

/** A statement that lies beside a file by its name must be about that file. */
function notAbout(
  { statement }: StatementFacts,
  uri: string,
  { files }: Partial<ParseContext>,
): readonly VerificationProblem[] {
  const beside = fileBeside(uri, files);
  if (beside === undefined) return [];
  const isAbout = statement.subjects.some(({ digest }) => {
    const hex = objectOf(digest)['sha256'];
    return typeof hex === 'string' && isDigest(beside.bytes, { algorithm: 'sha256', hex });
  });
  if (isAbout) return [];
  return [{ code: 'subject', message: `it is not about \`${beside.uri}\`, beside which it lies` }];
}

/** What is known where nothing could be read. */
export const emptyAttestation: ReadItem = {
  facts: {
    verified: false,
    assurance: 'unverified',
    verificationProblems: [{ code: 'unreadable', message: 'it could not be read' }],
    identity: null,
    keyFingerprint: null,
    certificate: null,
    tlog: [],
    timestamps: [],
    signedAt: null,
    statement: { type: '', predicateType: '', subjects: [] },
    slsa: null,
    predicate: null,
  },
  format: 'unknown',
  faults: [],
};
