import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** A member of an archive made for a test. */
export interface Member {
  readonly path: string;
  readonly content?: string | Uint8Array;
  readonly mode?: number;
  /** `0` file, `1` link, `2` symlink, `5` folder. */
  readonly type?: string;
  readonly target?: string;
}

const encode = (text: string) => new TextEncoder().encode(text);

/** A tar archive in the ustar form; long paths get a header of their own. */
export function tar(members: readonly Member[]): Uint8Array {
  const parts = members.flatMap(({ path, content = '', mode = 0o644, type = '0', target = '' }) => {
    const bytes = typeof content === 'string' ? encode(content) : content;
    const long =
      path.length > 100
        ? [header('././@LongLink', path.length + 1, 0, 'L', ''), padded(encode(`${path}\0`))]
        : [];
    return [...long, header(path.slice(0, 100), bytes.length, mode, type, target), padded(bytes)];
  });
  return Buffer.concat([...parts, new Uint8Array(1024)]);
}

function header(
  path: string,
  size: number,
  mode: number,
  type: string,
  target: string,
): Uint8Array {
  const block = Buffer.alloc(512);
  block.write(path, 0, 'utf8');
  block.write(`${mode.toString(8).padStart(7, '0')}\0`, 100);
  block.write('0000144\0', 108);
  block.write('0000145\0', 116);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write('00000000000\0', 136);
  block.write('        ', 148);
  block.write(type, 156);
  block.write(target, 157, 'utf8');
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function padded(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(Math.ceil(bytes.length / 512) * 512);
  whole.set(bytes);
  return whole;
}

/** A frame of zstd whose blocks are not compressed. */
export function zstd(bytes: Uint8Array): Uint8Array {
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, 0, 0]);
  head.writeUInt32LE(bytes.length, 5);
  const blocks: Uint8Array[] = [head];
  const most = 100_000;
  for (let at = 0; at === 0 || at < bytes.length; at += most) {
    const part = bytes.subarray(at, at + most);
    const isLast = at + most >= bytes.length ? 1 : 0;
    const size = (part.length << 3) | isLast;
    blocks.push(Buffer.from([size & 0xff, (size >> 8) & 0xff, (size >> 16) & 0xff]), part);
  }
  return Buffer.concat(blocks);
}

export function digest(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

export function json(value: unknown): Uint8Array {
  return encode(JSON.stringify(value));
}

/** An OCI layout by its paths, with one image for each platform, its layers packed with gzip. */
export function layout(
  images: readonly {
    readonly arch: string;
    readonly layers: readonly Uint8Array[];
    readonly config?: object;
    /** What the builder attached to it. */
    readonly statement?: object;
  }[],
): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>([
    ['oci-layout', json({ imageLayoutVersion: '1.0.0' })],
  ]);
  const blob = (bytes: Uint8Array, mediaType: string) => {
    files.set(`blobs/${digest(bytes).replace(':', '/')}`, bytes);
    return { mediaType, digest: digest(bytes), size: bytes.length };
  };
  const manifests = images.flatMap(({ arch, layers, config = {}, statement }) => {
    const stored = layers.map((layer) =>
      blob(gzipSync(layer), 'application/vnd.oci.image.layer.v1.tar+gzip'),
    );
    const configBytes = json({
      architecture: arch,
      os: 'linux',
      config,
      rootfs: { type: 'layers', diff_ids: layers.map(digest) },
      history: layers.map((_, index) => ({ created_by: `COPY ${index} / # buildkit` })),
    });
    const manifest = json({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: blob(configBytes, 'application/vnd.oci.image.config.v1+json'),
      layers: stored,
    });
    const described = blob(manifest, 'application/vnd.oci.image.manifest.v1+json');
    const entry = { ...described, platform: { architecture: arch, os: 'linux' } };
    if (statement === undefined) return [entry];
    const subject = [{ name: 'x', digest: { sha256: described.digest.slice(7) } }];
    const provenance = {
      ...blob(json({ ...statement, subject }), 'application/vnd.in-toto+json'),
      annotations: { 'in-toto.io/predicate-type': 'https://slsa.dev/provenance/v1' },
    };
    const attached = json({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: blob(
        json({ architecture: 'unknown', os: 'unknown' }),
        'application/vnd.oci.image.config.v1+json',
      ),
      layers: [provenance],
    });
    return [
      entry,
      {
        ...blob(attached, 'application/vnd.oci.image.manifest.v1+json'),
        platform: { architecture: 'unknown', os: 'unknown' },
        annotations: {
          'vnd.docker.reference.type': 'attestation-manifest',
          'vnd.docker.reference.digest': described.digest,
        },
      },
    ];
  });
  const index = json({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifests,
  });
  const entry = blob(index, 'application/vnd.oci.image.index.v1+json');
  const annotations = { 'io.containerd.image.name': 'registry.example.com/a/b:1.0' };
  files.set('index.json', json({ schemaVersion: 2, manifests: [{ ...entry, annotations }] }));
  return files;
}
