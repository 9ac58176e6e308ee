/** SLSA provenance: versions 0.1, 0.2 and 1 become one shape. */
import type { Json } from '../../model/json.js';
import { arrayOf, isObject, type JsonObject, mapOf, objectOf, textOf } from '../json/fields.js';
import type { Dependency, Provenance, ProvenanceSource } from './types.js';

/** @returns null for a predicate of another type */
export function readProvenance(predicateType: string, predicate: Json): Provenance | null {
  const [, version] =
    /^https:\/\/slsa\.dev\/provenance\/v(\d+(?:\.\d+)?)$/.exec(predicateType) ?? [];
  if (version === undefined || !isObject(predicate)) return null;
  return version.startsWith('0') ? readOld(version, predicate) : readNew(version, predicate);
}

/** 0.1 calls `recipe` what 0.2 calls `invocation`. */
function readOld(version: string, predicate: JsonObject): Provenance {
  const recipe = objectOf(predicate['recipe']);
  const invocation = objectOf(predicate['invocation']);
  const metadata = objectOf(predicate['metadata']);
  const dependencies = arrayOf(predicate['materials']).map(dependencyOf);
  const config = objectOf(invocation['configSource']);
  const definedIn = recipe['definedInMaterial'];
  const material = typeof definedIn === 'number' ? dependencies[definedIn] : undefined;
  const vcs = objectOf(objectOf(metadata['https://mobyproject.org/buildkit@v1#metadata'])['vcs']);
  return {
    version,
    builder: textOf(objectOf(predicate['builder'])['id']) ?? null,
    buildType: textOf(predicate['buildType']) ?? textOf(recipe['type']) ?? null,
    source: sourceOf([dependencyOf(config), material, dependencyOfVcs(vcs)]),
    parameters: invocation['parameters'] ?? recipe['arguments'] ?? null,
    dependencies,
    invocation:
      textOf(metadata['buildInvocationID']) ?? textOf(metadata['buildInvocationId']) ?? null,
    startedOn: textOf(metadata['buildStartedOn']) ?? null,
    finishedOn: textOf(metadata['buildFinishedOn']) ?? null,
  };
}

function readNew(version: string, predicate: JsonObject): Provenance {
  const definition = objectOf(predicate['buildDefinition']);
  const details = objectOf(predicate['runDetails']);
  const external = objectOf(definition['externalParameters']);
  const metadata = objectOf(details['metadata']);
  const dependencies = arrayOf(definition['resolvedDependencies']).map(dependencyOf);
  const workflow = objectOf(external['workflow']);
  const repository = textOf(workflow['repository']);
  // What the workflow names is resolved among the dependencies.
  const resolved = dependencies.find(
    ({ uri }) =>
      repository !== undefined && uri !== null && repositoryOf(uri) === repositoryOf(repository),
  );
  const git = dependencies.find(
    ({ uri, digest }) => uri?.startsWith('git+') || 'gitCommit' in digest,
  );
  const vcs = objectOf(objectOf(metadata['buildkit_metadata'])['vcs']);
  const named: Dependency | undefined =
    repository === undefined
      ? undefined
      : {
          uri: withRef(repository, textOf(workflow['ref'])),
          name: null,
          digest: resolved?.digest ?? {},
        };
  return {
    version,
    builder: textOf(objectOf(details['builder'])['id']) ?? null,
    buildType: textOf(definition['buildType']) ?? null,
    source: sourceOf([
      dependencyOf(external['source']),
      dependencyOf(external['configSource']),
      named,
      git,
      dependencyOfVcs(vcs),
    ]),
    parameters: definition['externalParameters'] ?? null,
    dependencies,
    invocation: textOf(metadata['invocationId']) ?? textOf(metadata['invocationID']) ?? null,
    startedOn: textOf(metadata['startedOn']) ?? null,
    finishedOn: textOf(metadata['finishedOn']) ?? null,
  };
}

function dependencyOf(value: Json | undefined): Dependency {
  const { uri, name, digest } = objectOf(value);
  return {
    uri: textOf(uri) ?? (typeof value === 'string' ? value : null),
    name: textOf(name) ?? null,
    digest: mapOf(digest),
  };
}

/** What BuildKit found out about the working copy that it built from. */
function dependencyOfVcs(vcs: JsonObject): Dependency {
  const revision = textOf(vcs['revision']);
  return {
    uri: textOf(vcs['source']) ?? null,
    name: null,
    digest: revision === undefined ? {} : { sha1: revision },
  };
}

function sourceOf(candidates: readonly (Dependency | undefined)[]): ProvenanceSource | null {
  const found = candidates.find((one) => one !== undefined && one.uri !== null);
  const uri = found?.uri;
  if (found === undefined || uri === undefined || uri === null) return null;
  const commit = found.digest['gitCommit'] ?? found.digest['sha1'];
  // Behind `#` BuildKit writes the ref and, behind a colon, a folder.
  const path = uri.replace(/^[a-z+]+:\/\/[^/]*|^[^/@]+@[^:/]+:/, '');
  const [, ref] =
    /@([^@#]+)$|#([^@#:]+)(?::.*)?$/.exec(path)?.filter((one) => one !== undefined) ?? [];
  return {
    uri,
    repository: repositoryOf(uri),
    ref: ref ?? null,
    commit: commit !== undefined && /^[0-9a-f]{40}$/.test(commit) ? commit : null,
    digest: found.digest,
  };
}

/** `git+https://host/owner/name.git@ref` as `https://host/owner/name`. */
function repositoryOf(uri: string): string {
  const [, scheme = '', host = '', path = ''] =
    /^(?:git\+)?([a-z+]+:\/\/)?([^/]*)(.*)$/.exec(uri) ?? [];
  const plain = path.replace(/[@#?].*$/, '').replace(/\.git$|\/$/, '');
  return `${scheme}${host}${plain}`;
}

function withRef(repository: string, ref: string | undefined): string {
  return ref === undefined ? repository : `${repository}@${ref}`;
}
