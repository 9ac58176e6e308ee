import type { PointerLocation } from '../../model/location.js';
import { arrayOf, isObject, mapOf, numberOf, objectOf, textOf, textsOf } from '../json/fields.js';
import { pointerKey } from '../json/pointer-key.js';
import type { ImageConfig, ImageHealthcheck, ImagePlatform } from './types.js';

/**
 * The `config` of an image config or of `docker inspect`: the names of its fields are the same.
 *
 * @param ptr where it stands in the file
 */
export function readConfig(value: unknown, uri: string, ptr: string): ImageConfig | null {
  if (!isObject(value)) return null;
  const at = (path: string): PointerLocation => ({ uri, ptr: `${ptr}${path}` });
  return {
    user: textOf(value['User']) ?? null,
    env: arrayOf(value['Env']).flatMap((entry, index) => {
      if (typeof entry !== 'string') return [];
      const equals = entry.indexOf('=');
      const k = equals < 0 ? entry : entry.slice(0, equals);
      const v = equals < 0 ? '' : entry.slice(equals + 1);
      return [{ k, v, loc: at(`/Env/${index}`) }];
    }),
    entrypoint: wordsOf(value['Entrypoint']),
    cmd: wordsOf(value['Cmd']),
    workdir: textOf(value['WorkingDir']) ?? null,
    exposed: Object.keys(objectOf(value['ExposedPorts'])).map((written) => {
      const [port = '', proto = 'tcp'] = written.split('/');
      return { port, proto: proto.toLowerCase(), loc: at(`/ExposedPorts/${pointerKey(written)}`) };
    }),
    volumes: Object.keys(objectOf(value['Volumes'])),
    labels: mapOf(value['Labels']),
    stopSignal: textOf(value['StopSignal']) ?? null,
    healthcheck: readHealthcheck(value['Healthcheck']),
    onbuild: textsOf(value['OnBuild']),
    shell: wordsOf(value['Shell']),
    loc: at(''),
  };
}

/** The platform of a config, a descriptor or `docker inspect`. */
export function readPlatform(value: unknown): ImagePlatform | null {
  const fields = objectOf(value);
  const either = (...names: string[]) =>
    names.map((name) => textOf(fields[name])).find((text) => text !== undefined) ?? null;
  const os = either('os', 'Os');
  const arch = either('architecture', 'Architecture');
  if (os === null && arch === null) return null;
  return {
    os,
    arch,
    variant: either('variant', 'Variant'),
    osVersion: either('os.version', 'OsVersion'),
  };
}

function readHealthcheck(value: unknown): ImageHealthcheck | null {
  if (!isObject(value)) return null;
  return {
    test: textsOf(value['Test']),
    interval: numberOf(value['Interval']) ?? null,
    timeout: numberOf(value['Timeout']) ?? null,
    startPeriod: numberOf(value['StartPeriod']) ?? null,
    retries: numberOf(value['Retries']) ?? null,
  };
}

/** Words; a single string, as very old images have it, is one word. */
function wordsOf(value: unknown): readonly string[] | null {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? textsOf(value) : null;
}
