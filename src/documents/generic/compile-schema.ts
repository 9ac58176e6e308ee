/** JSON Schemas that layers bring along for kinds of their own. The library is loaded only where there is one. */
import type { Ajv, ErrorObject } from 'ajv';
import type { Json } from '../../model/json.js';
import type { OwnSchema, SchemaBreach } from '../../model/own-kind.js';
import { isObject } from '../json/fields.js';

/** Breaches that are told of one value. */
const MOST = 20;

/**
 * Makes a checker of a schema: draft 7, or 2019-09 and 2020-12 where `$schema` says so. Keywords that the dialect does not know are
 * errors, so that no slip of the pen passes everything; nothing is fetched.
 *
 * @returns the reason where the schema is none
 */
export async function compileSchema(path: string, schema: Json): Promise<OwnSchema | string> {
  if (!isObject(schema) && typeof schema !== 'boolean') return 'a schema is an object';
  const dialect = isObject(schema) ? String(schema['$schema'] ?? '') : '';
  try {
    const ajv = await libraryFor(dialect);
    if (ajv === undefined) return `the dialect \`${dialect.slice(0, 100)}\` is not known`;
    const validate = ajv.compile(schema as object | boolean);
    return {
      path,
      check: (value) =>
        validate(value) ? [] : (validate.errors ?? []).slice(0, MOST).map(breachOf),
    };
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : 'it is no schema';
    return reason.replace(/\s+/g, ' ').slice(0, 300);
  }
}

async function libraryFor(dialect: string): Promise<Ajv | undefined> {
  const options = { strict: true, strictTypes: false, strictRequired: false, allErrors: true };
  const made = await make(dialect.replace(/#$/, ''), options);
  if (made === undefined) return undefined;
  const { default: addFormats } = await import('ajv-formats');
  (addFormats as unknown as (ajv: Ajv) => void)(made);
  return made;
}

async function make(dialect: string, options: object): Promise<Ajv | undefined> {
  if (dialect === '' || /^https?:\/\/json-schema\.org\/draft-07\/schema$/.test(dialect)) {
    const { Ajv: Draft7 } = await import('ajv');
    return new Draft7(options);
  }
  if (dialect === 'https://json-schema.org/draft/2019-09/schema') {
    const { Ajv2019 } = await import('ajv/dist/2019.js');
    return new Ajv2019(options) as unknown as Ajv;
  }
  if (dialect === 'https://json-schema.org/draft/2020-12/schema') {
    const { Ajv2020 } = await import('ajv/dist/2020.js');
    return new Ajv2020(options) as unknown as Ajv;
  }
  return undefined;
}

function breachOf({ instancePath, message, params, keyword }: ErrorObject): SchemaBreach {
  const { additionalProperty, unevaluatedProperty, allowedValues, allowedValue } = params as Record<
    string,
    unknown
  >;
  const extra = additionalProperty ?? unevaluatedProperty;
  const text = message ?? `it breaks \`${keyword}\``;
  if (typeof extra === 'string') {
    const key = extra.replaceAll('~', '~0').replaceAll('/', '~1');
    return { pointer: `${instancePath}/${key}`, message: `\`${shown(extra)}\` is not known here` };
  }
  const allowed = allowedValues ?? (allowedValue === undefined ? undefined : [allowedValue]);
  const list = Array.isArray(allowed)
    ? `: ${allowed.map((one) => JSON.stringify(one)).join(', ')}`
    : '';
  return { pointer: instancePath, message: `it ${text}${list}`.slice(0, 300) };
}

function shown(name: string): string {
  return name.replace(/\s+/g, ' ').slice(0, 50);
}
