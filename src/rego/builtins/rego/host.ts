import { type HostBuiltin, NotGranted } from '../declaration.js';
import { makeObject } from '../order.js';
import { parseModuleText } from './parse-module.js';

/** What the evaluation was told of its surroundings: nothing unless it was granted. */
const runtime: HostBuiltin = (_, { environment }) => {
  if (environment === undefined) throw new NotGranted('environment');
  return makeObject(environment.size > 0 ? [['env', makeObject([...environment])]] : []);
};

export const host: ReadonlyMap<string, HostBuiltin> = new Map([
  ['opa.runtime', runtime],
  ['rego.parse_module', parseModuleText],
]);
