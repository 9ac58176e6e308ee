/** The shape of a pipeline: `schemas/documents/ci.json` says the same to everybody else. */
import type { Json } from '../../model/json.js';
import type { TextLocation } from '../../model/location.js';
import type { Script } from '../shell/types.js';

export interface Pipeline {
  readonly system: 'github';
  readonly name: string | null;
  /** What starts it, with what the file says about each. */
  readonly triggers: { readonly [event: string]: Json };
  /** As the file has them; null where it says nothing. */
  readonly permissions: Json;
  readonly env: { readonly [name: string]: string };
  readonly concurrency: Json;
  readonly jobs: readonly Job[];
  /** Every `${{ … }}` of the file. */
  readonly expressions: readonly { readonly text: string; readonly loc: TextLocation }[];
}

export interface Job {
  readonly id: string;
  readonly name: string | null;
  readonly needs: readonly string[];
  readonly if: string | null;
  readonly environment: Json;
  readonly runner: Json;
  readonly permissions: Json;
  readonly env: { readonly [name: string]: string };
  readonly continueOnError: boolean;
  /** A reusable workflow that the job is. */
  readonly uses: Uses | null;
  readonly with: { readonly [name: string]: Json };
  readonly secrets: Json;
  readonly container: Json;
  readonly services: Json;
  readonly steps: readonly Step[];
  readonly loc: TextLocation;
}

export interface Step {
  readonly id: string | null;
  readonly name: string | null;
  readonly uses: Uses | null;
  readonly run: StepScript | null;
  readonly with: { readonly [name: string]: Json };
  readonly env: { readonly [name: string]: string };
  readonly if: string | null;
  readonly continueOnError: boolean;
  readonly workdir: string | null;
  readonly classes: readonly string[];
  readonly loc: TextLocation;
}

export interface StepScript extends Script {
  readonly text: string;
}

export interface Uses {
  readonly raw: string;
  readonly owner: string | null;
  readonly repo: string | null;
  readonly path: string | null;
  readonly ref: string | null;
  readonly refKind: 'sha' | 'tag' | 'branch' | 'local' | 'docker';
  readonly loc: TextLocation;
}
