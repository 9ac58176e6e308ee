import { compile } from '../rego/compile.js';
import type { Compile } from './layer-module.js';

/** Compiles rule code: it calls nothing of the outside, so that the same input gives the same verdict. */
export const compileRules: Compile = (sources, entrypoints) =>
  compile(sources, entrypoints, { pure: true });
