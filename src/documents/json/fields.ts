/** Reading values of files that nobody has checked: what is not of the wanted type is not there. */
import type { Json } from '../../model/json.js';

export type JsonObject = { readonly [key: string]: Json };

/** An object; an empty one for anything else. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An array; an empty one for anything else. */
export function arrayOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** A string; undefined for anything else, and for the empty one. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A number; undefined for anything else. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The strings of an array. */
export function textsOf(value: unknown): readonly string[] {
  return arrayOf(value).filter((one): one is string => typeof one === 'string');
}

/** An object whose values are strings. */
export function mapOf(value: unknown): { readonly [key: string]: string } {
  const pairs = Object.entries(objectOf(value)).map(([key, one]) => [key, String(one ?? '')]);
  return Object.fromEntries(pairs);
}
