import { parse as parseYaml } from 'yaml';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { positionAt, type Source } from '../../diagnostics/source.js';
import type * as ast from './ast.js';
import { illegalMetadata } from './errors.js';
import { parseSimpleYaml } from './simple-yaml.js';

const SCOPES = ['rule', 'document', 'package', 'subpackages'] as const;

/** The `# METADATA` blocks of a module: contiguous comment lines, YAML behind the first one. */
export function parseAnnotations(
  source: Source,
  comments: readonly ast.Comment[],
  packageStart: number,
  rules: readonly ast.Rule[],
): { annotations: ast.Annotations[]; diagnostics: Diagnostic[] } {
  const annotations: ast.Annotations[] = [];
  const diagnostics: Diagnostic[] = [];
  const lines = comments.map((comment) => ({ comment, ...positionAt(source, comment.span.start) }));
  for (let i = 0; i < lines.length; i++) {
    const first = lines[i];
    if (first === undefined || first.column !== 1 || first.comment.text.trim() !== 'METADATA')
      continue;
    const block = [first];
    while (lines[i + 1]?.line === first.line + block.length && lines[i + 1]?.column === 1) {
      block.push(lines[++i] as (typeof lines)[number]);
    }
    const span = {
      source,
      start: first.comment.span.start,
      end: (block.at(-1) as (typeof lines)[number]).comment.span.end,
    };
    const text = block
      .slice(1)
      .map(({ comment }) => comment.text.replace(/^ /, ''))
      .join('\n');
    const value = parseBlock(text);
    if (typeof value === 'string') {
      diagnostics.push(illegalMetadata(span, value));
      continue;
    }
    const index = rules.findIndex((rule) => rule.span.start >= span.end);
    const isPackage = packageStart >= span.end;
    const written = value.scope;
    const scope = SCOPES.find((name) => name === written) ?? (isPackage ? 'package' : 'rule');
    if (written !== undefined && !SCOPES.some((name) => name === written)) {
      diagnostics.push(
        illegalMetadata(
          span,
          `invalid scope \`${String(written)}\`, must be one of ${SCOPES.join(', ')}`,
        ),
      );
    } else if (!isPackage && index < 0) {
      diagnostics.push(illegalMetadata(span, 'unattached metadata: no package or rule follows'));
    } else {
      annotations.push({
        scope,
        value,
        target: isPackage ? { kind: 'package' } : { kind: 'rule', index },
        span,
      });
    }
  }
  return { annotations, diagnostics };
}

function parseBlock(text: string): Readonly<Record<string, unknown>> | string {
  try {
    const value: unknown =
      parseSimpleYaml(text) ?? parseYaml(text, { maxAliasCount: 100, logLevel: 'error' });
    if (value === null || value === undefined) return 'expected METADATA block, found whitespace';
    if (typeof value !== 'object' || Array.isArray(value)) return 'metadata must be a mapping';
    return value as Record<string, unknown>;
  } catch (error) {
    const [message = ''] = (error as Error).message.split('\n');
    return `yaml: ${message.replace(/:$/, '')}`;
  }
}
