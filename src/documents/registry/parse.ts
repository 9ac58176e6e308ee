import type { Document, InputFile, Problem } from '../../model/document.js';
import { isObject, numberOf, objectOf, textOf } from '../json/fields.js';
import { locatePointer } from '../json/locate-pointer.js';
import { readJson } from '../json/read-json.js';
import { decodeFile, makeDocument } from '../make-document.js';
import { locateNode } from '../yaml/locate-node.js';
import { jsonOf } from '../yaml/node.js';
import { readYaml } from '../yaml/read-yaml.js';
import { apiParts, type PlacedObject } from './detect.js';
import { masked } from './mask.js';
import type { Immutability, Project, RegistryFacts, Robot } from './types.js';

/** Top-level keys that `make/harbor.yml.tmpl` of Harbor 2.14 has, used or commented out. */
const KNOWN: ReadonlySet<string> = new Set(
  `hostname http https internal_tls external_url harbor_admin_password database data_volume storage_service trivy jobservice notification log
  _version external_database redis external_redis uaa proxy metric trace upload_purging cache core
  strong_ssl_ciphers ip_family`.split(/\s+/),
);

/** Reads Harbor's configuration, or what its API says of projects. */
export function parse({ uri, bytes }: InputFile): Document {
  const { source, problems } = decodeFile(uri, bytes);
  const isJson = /^\s*[[{]/.test(source.text) && !/\.ya?ml$/i.test(uri);
  return isJson ? parseApi() : parseConfig();

  function parseConfig(): Document {
    const yaml = readYaml(source);
    const [root] = yaml.documents;
    const value = jsonOf(root);
    const trouble: Problem[] = [...problems, ...yaml.problems];
    if (!isObject(value) && trouble.length === 0) trouble.push(notThat());
    const known: string[] = [];
    const config = objectOf(masked(objectOf(value), known));
    const facts: RegistryFacts = {
      config,
      unknownKeys: Object.keys(config).filter((key) => !KNOWN.has(key)),
      knownDefaults: known,
      loc: { uri, ptr: '' },
    };
    const locate = (pointer: string) => root && locateNode(root, pointer);
    return makeDocument({
      kind: 'registry',
      format: 'harbor-config',
      bytes,
      source,
      problems: trouble,
      facts,
      locate,
    });
  }

  function parseApi(): Document {
    const json = readJson(source);
    const parts = apiParts(json.values[0]?.value);
    const trouble: Problem[] = [...problems, ...json.problems];
    if (parts === undefined && trouble.length === 0) trouble.push(notThat());
    const { projects, robots, immutability } = parts ?? {};
    const facts: RegistryFacts = {
      unknownKeys: [],
      knownDefaults: [],
      ...(projects && { projects: projects.map((one) => projectOf(one, uri)) }),
      ...(robots && { robots: robots.map((one) => robotOf(one, uri)) }),
      ...(immutability && { immutability: immutability.map((one) => immutabilityOf(one, uri)) }),
      loc: { uri, ptr: '' },
    };
    const locate = (pointer: string) => locatePointer(source, pointer);
    return makeDocument({
      kind: 'registry',
      format: 'harbor-api',
      bytes,
      source,
      problems: trouble,
      facts,
      locate,
    });
  }

  function notThat(): Problem {
    const loc = { uri, line: 1, col: 1, endLine: 1, endCol: 1 };
    return {
      code: 'format',
      message: 'it is neither a configuration of Harbor nor an answer of its API',
      loc,
    };
  }
}

function projectOf({ value, ptr }: PlacedObject, uri: string): Project {
  return {
    id: numberOf(value['project_id']) ?? null,
    name: textOf(value['name']) ?? '',
    registry_id: numberOf(value['registry_id']) ?? null,
    metadata: objectOf(value['metadata']),
    cveAllowlist: value['cve_allowlist'] ?? null,
    loc: { uri, ptr },
  };
}

function robotOf({ value, ptr }: PlacedObject, uri: string): Robot {
  return {
    name: textOf(value['name']) ?? '',
    level: textOf(value['level']) ?? null,
    duration: numberOf(value['duration']) ?? null,
    expiresAt: numberOf(value['expires_at']) ?? null,
    disabled: value['disable'] === true,
    permissions: value['permissions'] ?? null,
    loc: { uri, ptr },
  };
}

function immutabilityOf({ value, ptr }: PlacedObject, uri: string): Immutability {
  return {
    project: textOf(value['project']) ?? null,
    disabled: value['disabled'] === true,
    action: textOf(value['action']) ?? null,
    tags: value['tag_selectors'] ?? null,
    repositories: value['scope_selectors'] ?? null,
    loc: { uri, ptr },
  };
}
