import { parseAddress } from '../net/address.js';

const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/i;
const HOST =
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;

const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  date: (text) => DATE.test(text),
  time: (text) => TIME.test(text),
  'date-time': (text) =>
    DATE.test(text.slice(0, 10)) && /^[T ]$/i.test(text[10] ?? '') && TIME.test(text.slice(11)),
  hostname: (text) => HOST.test(text),
  email: (text) => /^[^\s@<>]+@[^\s@<>]+$/.test(text),
  'idn-email': (text) => /^[^\s@<>]+@[^\s@<>]+$/.test(text),
  ipv4: (text) => parseAddress(text)?.bits === 32,
  ipv6: (text) => parseAddress(text)?.bits === 128,
  uri: (text) => /^[a-z][a-z0-9+.-]*:[^\s\\]*$/i.test(text),
  'uri-reference': (text) => !/[\s\\]/.test(text),
  iri: (text) => /^[a-z][a-z0-9+.-]*:[^\s\\]*$/i.test(text),
  'iri-reference': (text) => !/[\s\\]/.test(text),
  uuid: (text) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
  'json-pointer': (text) => /^(?:\/(?:[^~/]|~[01])*)*$/.test(text),
  'relative-json-pointer': (text) => /^\d+(?:#|(?:\/(?:[^~/]|~[01])*)*)$/.test(text),
  regex: (text) => {
    try {
      return new RegExp(text, 'u') !== undefined;
    } catch {
      return false;
    }
  },
};

/** Whether a text has a format of JSON Schema; formats that are not known hold. */
export function hasFormat(text: string, format: string): boolean {
  return FORMATS[format]?.(text) ?? true;
}
