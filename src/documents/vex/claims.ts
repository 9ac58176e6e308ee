/** What the documents of a subject say about vulnerabilities, whatever they are written in. */
import type { Document } from '../../model/document.js';
import type { Subject } from '../../model/subject.js';
import type { Component, SbomDocument, Vulnerability } from '../sbom/types.js';
import type { ScanFinding } from '../scan/types.js';
import { productOf } from './product.js';
import type { VexFacts, VexProduct, VexStatement } from './types.js';

/** A statement with who makes it, and what ties it to a subject. */
export interface Claim extends VexStatement {
  readonly author: string | null;
  /** Whether the document could be read without fault. */
  readonly complete: boolean;
  /** The bill of materials in which it stands; its product is then what that is about. */
  readonly bom?: Bom;
}

/** A bill of materials of the subject. */
export interface Bom {
  readonly digests: readonly string[];
  readonly purls: ReadonlySet<string>;
}

/** A finding of a scan about a vulnerability has a package and an id. */
export type Found = Pick<ScanFinding, 'id' | 'aliases' | 'purl' | 'severity'>;

export function claimsOf({ documents }: Subject): readonly Claim[] {
  return [
    ...documents.filter(({ kind }) => kind === 'vex').flatMap(stated),
    ...analysed(documents),
  ];
}

function stated({ value, complete }: Document): Claim[] {
  const { document, statements } = value as unknown as VexFacts;
  return statements.map((statement) => ({ ...statement, author: document.author, complete }));
}

/** What the bills of materials of a subject are about. */
export function mainsOf({ documents }: Subject): readonly Component[] {
  return documents
    .filter(({ kind }) => kind === 'sbom')
    .flatMap(({ value }) => {
      const { document, components } = value as unknown as SbomFacts;
      return components.find(({ ref }) => ref === document.subject) ?? [];
    });
}

interface SbomFacts {
  readonly document: SbomDocument;
  readonly components: readonly Component[];
  readonly vulnerabilities: readonly Vulnerability[];
}

/** The analyses that stand in bills of materials of CycloneDX. */
function analysed(documents: readonly Document[]): Claim[] {
  const boms = documents
    .filter(({ kind }) => kind === 'sbom')
    .map((document) => ({ document, facts: document.value as unknown as SbomFacts }));
  if (boms.every(({ facts }) => facts.vulnerabilities.every(({ analysis }) => analysis === null))) {
    return [];
  }
  const places = new Map(
    boms.map(({ facts }) => [linkOf(facts.document), { facts, bom: bomOf(facts) }]),
  );
  return boms.flatMap(({ document, facts }) => {
    const own = { facts, bom: bomOf(facts) };
    return facts.vulnerabilities.flatMap((vulnerability) =>
      vulnerability.analysis === null
        ? []
        : vulnerability.affects.flatMap((ref): Claim[] => {
            // A link to another bill of materials: `urn:cdx:<serial>/<version>#<ref>`.
            const [, link, inner] = /^(urn:cdx:[^#]+)#(.*)$/s.exec(ref) ?? [];
            const place = link === undefined ? own : places.get(link.toLowerCase());
            const product = place && productIn(place.facts, safelyDecoded(inner ?? ref));
            if (place === undefined || product === undefined) return [];
            const { analysis, id, aliases, status, updated, loc } = vulnerability;
            return [
              {
                id,
                aliases,
                status,
                state: analysis?.state ?? null,
                justification: analysis?.justification ?? null,
                statement: analysis?.detail ?? null,
                timestamp: updated,
                products: [product],
                loc,
                author: facts.document.authors[0] ?? null,
                complete: document.complete,
                bom: place.bom,
              },
            ];
          }),
    );
  });
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function linkOf({ serial, version }: SbomDocument): string {
  return `urn:cdx:${(serial ?? '').replace(/^urn:uuid:/, '')}/${version ?? '1'}`.toLowerCase();
}

function bomOf({ document, components }: SbomFacts): Bom {
  return {
    digests: document.subjectDigests,
    purls: new Set(components.flatMap(({ purl }) => purl?.raw ?? [])),
  };
}

/** What a reference means: the product itself, or a package in it. */
function productIn({ document, components }: SbomFacts, ref: string): VexProduct | undefined {
  const found = components.find((component) => component.ref === ref);
  if (found === undefined) return undefined;
  const product = productOf(document.subject ?? '', undefined, document.subjectDigests, []);
  if (ref === document.subject) return product;
  return { ...product, subcomponents: [{ id: ref, purl: found.purl?.raw ?? null }] };
}
