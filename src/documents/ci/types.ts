/** The shape of a pipeline: `schemas/documents/ci.json` says the same to everybody else. */
import type { Json } from '../../model/json.js';
import type { TextLocation } from '../../model/location.js';
import type { Script } from '../shell/types.js';

export interface Pipeline {
  readonly system: 'github' | 'gitlab';
  readonly name: string | null;
  /** What starts it, with what the file says about each. Of GitLab: the sources of pipelines that some job runs in. */
  readonly triggers: { readonly [event: string]: Json };
  /** As the file has them; null where it says nothing. */
  readonly permissions: Json;
  readonly env: Environment;
  readonly envLoc: Places;
  readonly concurrency: Json;
  /** GitLab's stages in their order. */
  readonly stages: readonly string[];
  /** GitLab's `workflow:rules`. */
  readonly rules: readonly JobRule[];
  /** Files that the pipeline takes in: GitLab's `include`, GitHub's reusable workflows and actions of the repository. */
  readonly includes: readonly Include[];
  readonly jobs: readonly Job[];
  /** Every `${{ … }}` of the file, and every `$[[ … ]]` of GitLab. */
  readonly expressions: readonly Expression[];
}

export interface Environment {
  readonly [name: string]: string;
}

export interface Places {
  readonly [name: string]: TextLocation;
}

export interface Expression {
  readonly text: string;
  /** A JSON pointer to the value that it stands in. */
  readonly context: string;
  readonly loc: TextLocation;
}

export interface Include {
  readonly kind: 'local' | 'project' | 'remote' | 'template' | 'component' | 'workflow' | 'action';
  /** The path, address or name. */
  readonly path: string | null;
  readonly project: string | null;
  readonly ref: string | null;
  /** GitLab's `integrity` of a remote file. */
  readonly digest: string | null;
  /** The file that was read for it; null where it lies elsewhere or is not there. */
  readonly uri: string | null;
  readonly loc: TextLocation;
}

export interface Job {
  readonly id: string;
  readonly name: string | null;
  readonly stage: string | null;
  /** The jobs that it waits for; of GitLab those of earlier stages where the file names none. */
  readonly needs: readonly string[];
  readonly if: string | null;
  /** GitLab's `rules`, `only` and `except`; empty where the file has none. */
  readonly rules: readonly JobRule[];
  readonly environment: Json;
  readonly runner: Json;
  readonly permissions: Json;
  readonly env: Environment;
  readonly envLoc: Places;
  readonly continueOnError: boolean;
  /** GitLab's `allow_failure`, on the job or one of its rules. */
  readonly allowFailure: boolean;
  /** GitLab's `when`. */
  readonly when: string | null;
  /** A reusable workflow that the job is. */
  readonly uses: Uses | null;
  readonly with: { readonly [name: string]: Json };
  readonly secrets: Json;
  readonly container: Json;
  readonly services: Json;
  readonly strategy: Json;
  readonly artifacts: Json;
  readonly idTokens: Json;
  readonly extends: readonly string[];
  /** Names in `extends`, `needs` and `!reference` that no file at hand has. */
  readonly unresolved: readonly string[];
  readonly steps: readonly Step[];
  /** The called workflow that the job stands in. */
  readonly via: string | null;
  readonly loc: TextLocation;
}

/** When a job of GitLab runs. */
export interface JobRule {
  readonly if: string | null;
  readonly when: string;
  readonly allowFailure: boolean;
  /** Files that must be there or changed. */
  readonly changes: boolean;
  readonly loc: TextLocation;
}

export interface Step {
  readonly id: string | null;
  readonly name: string | null;
  readonly uses: Uses | null;
  readonly run: StepScript | null;
  readonly with: { readonly [name: string]: Json };
  readonly env: Environment;
  readonly envLoc: Places;
  readonly if: string | null;
  readonly continueOnError: boolean;
  readonly workdir: string | null;
  /** `before_script`, `script` or `after_script` of GitLab. */
  readonly section: string | null;
  /** The action of the repository that the step stands in. */
  readonly via: string | null;
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
  readonly refKind: 'sha' | 'tag' | 'branch' | 'local' | 'docker' | 'none';
  /** Of an image. */
  readonly digest: string | null;
  /** What stands behind it on the same line, which is where people write the version of a commit. */
  readonly comment: string | null;
  readonly loc: TextLocation;
}
