/** The shape of an image document: `schemas/documents/image.json` says the same to everybody else. */
import type { PointerLocation } from '../../model/location.js';
import type { Sniffed } from '../context/sniff.js';
import type { Script } from '../shell/types.js';

export interface ImageFacts {
  /** The name that the file gives, where it gives one. */
  readonly ref: string | null;
  readonly tags: readonly string[];
  /** Of the manifest. */
  readonly digest: string | null;
  /** Of the config, which is the image's id. */
  readonly id: string | null;
  /** Of the index that the manifest stands in. */
  readonly indexDigest: string | null;
  readonly mediaType: string | null;
  readonly platform: ImagePlatform | null;
  readonly created: string | null;
  readonly author: string | null;
  readonly config: ImageConfig | null;
  readonly history: readonly HistoryEntry[];
  readonly layers: readonly Layer[];
  /** Bytes of all layers, as far as they are known. */
  readonly size: number | null;
  /** What BuildKit attached to the image. */
  readonly attestations: readonly Attached[];
  /** All platforms of the index. */
  readonly platforms: readonly PlatformEntry[];
}

export interface ImagePlatform {
  readonly os: string | null;
  readonly arch: string | null;
  readonly variant: string | null;
  readonly osVersion: string | null;
}

export interface PlatformEntry extends ImagePlatform {
  readonly digest: string;
}

export interface ImageConfig {
  readonly user: string | null;
  readonly env: readonly {
    readonly k: string;
    readonly v: string;
    readonly loc: PointerLocation;
  }[];
  readonly entrypoint: readonly string[] | null;
  readonly cmd: readonly string[] | null;
  readonly workdir: string | null;
  readonly exposed: readonly {
    readonly port: string;
    readonly proto: string;
    readonly loc: PointerLocation;
  }[];
  readonly volumes: readonly string[];
  readonly labels: { readonly [name: string]: string };
  readonly stopSignal: string | null;
  readonly healthcheck: ImageHealthcheck | null;
  readonly onbuild: readonly string[];
  readonly shell: readonly string[] | null;
  readonly loc: PointerLocation;
}

/** Times in nanoseconds, as Docker writes them. */
export interface ImageHealthcheck {
  readonly test: readonly string[];
  readonly interval: number | null;
  readonly timeout: number | null;
  readonly startPeriod: number | null;
  readonly retries: number | null;
}

export interface HistoryEntry {
  /** As it was recorded. */
  readonly createdBy: string;
  /** The keyword of the Dockerfile, as far as it can be told. */
  readonly instruction: string | null;
  /** What stands behind the keyword. */
  readonly text: string;
  /** Build arguments that were recorded with it. */
  readonly buildArgs: readonly { readonly k: string; readonly v: string }[];
  readonly created: string | null;
  readonly empty: boolean;
  readonly comment: string | null;
  /** The index in `layers`; null for one that made none. */
  readonly layer: number | null;
  /** Bytes, where the history names them. */
  readonly size: number | null;
  readonly run?: Script;
  readonly loc: PointerLocation;
}

export interface Layer {
  readonly digest: string | null;
  readonly diffId: string | null;
  /** Bytes as stored; null where unknown. */
  readonly size: number | null;
  readonly mediaType: string | null;
  /** Present where the layer itself was there to be read. */
  readonly files?: readonly LayerFile[];
  readonly filesOmitted?: number;
  readonly loc: PointerLocation;
}

export interface LayerFile {
  /** Without a leading slash; of a whiteout the path that it removes. */
  readonly path: string;
  readonly type: 'file' | 'link' | 'symlink' | 'device';
  readonly size: number;
  /** Octal, four digits: `4755` is setuid. */
  readonly mode: string;
  readonly uid: number;
  readonly gid: number;
  readonly whiteout: boolean;
  /** A whiteout of all that lies below. */
  readonly opaque?: boolean;
  /** What a link points at. */
  readonly target?: string;
  readonly sniff?: Sniffed;
}

export interface Attached {
  readonly digest: string;
  readonly subject: string | null;
  readonly predicateTypes: readonly string[];
}
