import type { Finding } from '../../src/model/finding.js';

/** A finding of one rule in one Dockerfile, with what a test says otherwise. */
export function findingWith(fields: Partial<Finding> = {}): Finding {
  return {
    key: 'key-1',
    rule: 'std/dockerfile/user-not-root',
    aliases: [],
    severity: 'high',
    level: 'enforce',
    status: 'fail',
    message: 'it runs as root',
    locations: [{ uri: 'Dockerfile', line: 1 }],
    decidedBy: { layer: 'std' },
    subject: 'Dockerfile',
    ...fields,
  };
}
