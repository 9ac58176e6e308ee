import { define } from '../../diagnostics/diagnostic.js';

export const badCapabilities = define('usage/capabilities', (path: string, reason: string) => ({
  path,
  message: `no capabilities file: ${reason}`,
  hint: '`policy capabilities` prints ours, as a file to begin with',
}));

export const noVersion1 = define('rego/no-v1', () => ({
  message: 'illegal capabilities: rego_v1 feature required for parsing v1 Rego',
  hint: 'add `rego_v1` to the `features` of the capabilities, or read the files as Rego v0 with `--v0-compatible`',
  opa: 'rego_parse_error',
}));
