import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { dirname } from 'node:path';
import { stringify } from 'yaml';
import { NAMESPACE, payloadBytes } from '../../exceptions/signed-payload.js';
import type { Stack } from '../../layers/load-stack.js';
import type { Exception } from '../../model/exception.js';
import { formatTime } from '../../model/time.js';
import { type Arguments, flag, text, texts } from '../command.js';
import { signUsage } from '../errors.js';
import { EXIT, exitOfDiagnostics } from '../exit.js';
import type { Io } from '../io.js';
import { complain } from '../session.js';
import { loadRecords, orgOf } from './records.js';

/** One signature as it is written. */
interface Written {
  readonly key: string;
  readonly principal?: string;
  readonly signedAt: string;
  readonly ed25519?: string;
  readonly ssh?: string;
}

/**
 * Signs an exception with an Ed25519 key, or takes in a signature that `ssh-keygen -Y sign` made over the printed payload. The signature
 * goes beside the exception, into `<id>.sig.yaml`.
 */
export async function signException(args: Arguments, io: Io): Promise<number> {
  const fail = (reason: string): number => {
    complain([signUsage(reason)], io);
    return EXIT.configuration;
  };
  const [id] = texts(args, 'paths');
  const { stack, decision, diagnostics } = await loadRecords({ ...args, paths: [] }, io);
  if (decision === undefined) {
    complain(diagnostics, io);
    return exitOfDiagnostics(diagnostics) ?? EXIT.configuration;
  }
  const exception = decision.exceptions.find((one) => one.id === id);
  if (id === undefined || exception === undefined) {
    const known = decision.exceptions.map((one) => one.id).join(', ') || 'none';
    return fail(`there is no exception \`${id ?? ''}\`: there are ${known}`);
  }
  const org = orgOf(stack);
  const key = text(args, 'key');
  if (org === undefined) return fail('no org says whose keys count: pass `--org`');
  const settings = org.settings.trust?.keys.get(key ?? '');
  if (key === undefined || settings === undefined) {
    const known = [...(org.settings.trust?.keys.keys() ?? [])].join(', ') || 'none';
    return fail(`the org trusts no key \`${key ?? ''}\`: \`--key\` must be one of ${known}`);
  }
  const signedAt = text(args, 'signed-at') ?? formatTime(io.now());
  const payload = payloadBytes({ policy: org.name, exception: exception.record, key, signedAt });
  if (flag(args, 'payload')) {
    io.print(new TextDecoder().decode(payload));
    io.complain(
      `sign these bytes with \`ssh-keygen -Y sign -n ${NAMESPACE} -f <key> <file>\`, then pass --ssh-signature, --principal and --signed-at ${signedAt}\n`,
    );
    return EXIT.pass;
  }
  const written = makeSignature(args, io, key, signedAt, payload);
  if (typeof written === 'string') return fail(written);
  const path = appendSignature(exception, written, io, stack);
  io.print(`${path}: ${exception.id} signed with key ${key}\n`);
  return EXIT.pass;
}

function makeSignature(
  args: Arguments,
  io: Io,
  key: string,
  signedAt: string,
  payload: Uint8Array,
): Written | string {
  const sshFile = text(args, 'ssh-signature');
  if (sshFile !== undefined) {
    const principal = text(args, 'principal');
    const bytes = io.read(sshFile);
    if (bytes === undefined) return `\`${sshFile}\` was not found`;
    if (principal === undefined) return '`--ssh-signature` needs `--principal`';
    return { key, principal, signedAt, ssh: `${new TextDecoder().decode(bytes).trim()}\n` };
  }
  const keyFile = text(args, 'private-key');
  if (keyFile === undefined) return 'pass `--private-key <file>`, or `--payload` for ssh-keygen';
  const bytes = io.read(keyFile);
  if (bytes === undefined) return `\`${keyFile}\` was not found`;
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey(Buffer.from(bytes));
  } catch {
    return `\`${keyFile}\` holds no private key in PEM (PKCS #8)`;
  }
  if (privateKey.asymmetricKeyType !== 'ed25519') return `\`${keyFile}\` is no Ed25519 key`;
  return { key, signedAt, ed25519: sign(null, payload, privateKey).toString('base64') };
}

function appendSignature(exception: Exception, written: Written, io: Io, stack: Stack): string {
  const folder = dirname(exception.origin.span.source.path);
  const path = `${folder}/${exception.id}.sig.yaml`;
  const before = stack
    .flatMap(({ layer }) => layer.signatureFiles)
    .find((file) => file.path === path)?.text;
  const header = `exception: ${exception.id}\nsignatures:\n`;
  const block = stringify([written], { lineWidth: 0 }).replace(/^(?=.)/gm, '  ');
  io.write(path, `${before === undefined ? header : `${before.trimEnd()}\n`}${block}`);
  return path;
}

/** Makes a new Ed25519 key pair: the private half for its owner alone, the public half for the org's `trust.keys`. */
export function makeKeys(args: Arguments, io: Io): number {
  const [name] = texts(args, 'paths');
  if (name === undefined || !/^[\w./-]+$/.test(name)) {
    complain(
      [
        signUsage(
          'name the files to write: `policy exceptions keygen ana` writes ana.key and ana.pub',
        ),
      ],
      io,
    );
    return EXIT.configuration;
  }
  if (io.isFile(`${name}.key`)) {
    complain([signUsage(`\`${name}.key\` is there already, and was left alone`)], io);
    return EXIT.configuration;
  }
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  io.writeSecret(`${name}.key`, String(privateKey.export({ format: 'pem', type: 'pkcs8' })));
  io.write(`${name}.pub`, String(publicKey.export({ format: 'pem', type: 'spki' })));
  io.print(`${name}.key: keep it to yourself\n${name}.pub: for the org's \`trust.keys\`\n`);
  return EXIT.pass;
}
