/** The extensions of certificates that Go reads into fields. */
import { addressText } from './address-text.js';
import { alternativeNames, orNull } from './alternative-names.js';
import {
  arcsOf,
  bitsOf,
  childrenOf,
  type Der,
  integerOfDer,
  isTag,
  oidOf,
  readDer,
  TAG,
  tagged,
} from './der.js';

export interface Extension {
  readonly oid: string;
  readonly arcs: readonly number[];
  readonly critical: boolean;
  readonly value: Buffer;
}

/** @param list a sequence of extensions */
export function extensionsOf(list: Der | undefined): Extension[] {
  return childrenOf(list).map((item) => {
    const [id, ...rest] = childrenOf(item);
    const critical = isTag(rest[0], TAG.boolean) && rest[0].content[0] !== 0;
    const value = rest.at(-1)?.content ?? Buffer.alloc(0);
    return { oid: oidOf(id), arcs: arcsOf(id), critical, value };
  });
}

/** As Go's `pkix.Extension` is written as JSON. */
export const extensionFields = ({ arcs, critical, value }: Extension): Record<string, unknown> => ({
  Id: arcs,
  Critical: critical,
  Value: value.toString('base64'),
});

/** Numbers of Go's `x509.ExtKeyUsage`, by their place here. */
export const USAGES = [
  '2.5.29.37.0',
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((arc) => `1.3.6.1.5.5.7.3.${arc}`),
  '1.3.6.1.4.1.311.10.3.3',
  '2.16.840.1.113730.4.1',
  '1.3.6.1.4.1.311.2.1.22',
  '1.3.6.1.4.1.311.61.1.1',
];

type Fields = Record<string, unknown>;

const uris = (names: readonly Der[]): string[] =>
  names.filter(({ tag }) => tag === 6).map(({ content }) => content.toString('latin1'));

const limit = (value: Der | undefined): Fields[string] =>
  value === undefined ? 0 : integerOfDer(value);

/** What each extension says, by its identifier. */
const READERS: Readonly<Record<string, (value: Der | undefined) => Fields>> = {
  '2.5.29.14': (value) => ({ SubjectKeyId: value?.content.toString('base64') ?? null }),
  '2.5.29.15': (value) => ({ KeyUsage: keyUsage(bitsOf(value)) }),
  '2.5.29.17': (value) => ({ ...alternativeNames(value) }),
  '2.5.29.19': (value) => {
    const parts = childrenOf(value);
    const length = parts.find((part) => isTag(part, TAG.integer));
    const most = length === undefined ? -1n : integerOfDer(length);
    return {
      BasicConstraintsValid: true,
      IsCA: isTag(parts[0], TAG.boolean) && parts[0].content[0] !== 0,
      MaxPathLen: most,
      MaxPathLenZero: most === 0n,
    };
  },
  '2.5.29.30': nameConstraints,
  '2.5.29.31': (value) => ({
    CRLDistributionPoints: orNull(
      childrenOf(value).flatMap((point) => {
        const name = tagged(childrenOf(point), 0);
        return uris(childrenOf(tagged(childrenOf(name), 0)));
      }),
    ),
  }),
  '2.5.29.32': (value) => {
    const policies = childrenOf(value).map((policy) => childrenOf(policy)[0]);
    return {
      Policies: orNull(policies.map(oidOf)),
      PolicyIdentifiers: orNull(policies.map(arcsOf)),
    };
  },
  '2.5.29.33': (value) => ({
    PolicyMappings: orNull(
      childrenOf(value).map((mapping) => {
        const [issuer, subject] = childrenOf(mapping);
        return { IssuerDomainPolicy: oidOf(issuer), SubjectDomainPolicy: oidOf(subject) };
      }),
    ),
  }),
  '2.5.29.35': (value) => ({
    AuthorityKeyId: tagged(childrenOf(value), 0)?.content.toString('base64') ?? null,
  }),
  '2.5.29.36': (value) => {
    const [explicit, mapping] = [0, 1].map((tag) => tagged(childrenOf(value), tag));
    return {
      RequireExplicitPolicy: limit(explicit),
      RequireExplicitPolicyZero: explicit !== undefined && integerOfDer(explicit) === 0n,
      InhibitPolicyMapping: limit(mapping),
      InhibitPolicyMappingZero: mapping !== undefined && integerOfDer(mapping) === 0n,
    };
  },
  '2.5.29.37': (value) => {
    const ids = childrenOf(value);
    const known = ids.map((id) => USAGES.indexOf(oidOf(id)));
    return {
      ExtKeyUsage: orNull(known.filter((usage) => usage >= 0)),
      UnknownExtKeyUsage: orNull(ids.filter((_, index) => known[index] === -1).map(arcsOf)),
    };
  },
  '2.5.29.54': (value) => ({
    InhibitAnyPolicy: limit(value),
    InhibitAnyPolicyZero: value !== undefined && integerOfDer(value) === 0n,
  }),
  '1.3.6.1.5.5.7.1.1': (value) => {
    const of = (arc: string): readonly string[] | null =>
      orNull(
        childrenOf(value)
          .map(childrenOf)
          .filter(([method]) => oidOf(method) === `1.3.6.1.5.5.7.48.${arc}`)
          .flatMap(([, place]) => (place === undefined ? [] : uris([place]))),
      );
    return { OCSPServer: of('1'), IssuingCertificateURL: of('2') };
  },
};

/** The fields that extensions fill, and the critical ones that nobody here understands. */
export function extensionValues(extensions: readonly Extension[]): Fields {
  const fields: Fields = {};
  const unhandled: (readonly number[])[] = [];
  for (const { oid, arcs, critical, value } of extensions) {
    const read = READERS[oid];
    if (read !== undefined) Object.assign(fields, read(readDer(value)));
    else if (critical) unhandled.push(arcs);
    if (oid === '2.5.29.30') fields['PermittedDNSDomainsCritical'] = critical;
  }
  return { ...fields, UnhandledCriticalExtensions: orNull(unhandled) };
}

function keyUsage(bits: Buffer): number {
  let usage = 0;
  for (let bit = 0; bit < 9; bit++) {
    if (((bits[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) usage |= 1 << bit;
  }
  return usage;
}

function nameConstraints(value: Der | undefined): Fields {
  const fields: Fields = {};
  for (const [tag, word] of ['Permitted', 'Excluded'].entries()) {
    const bases = childrenOf(tagged(childrenOf(value), tag)).flatMap((tree) =>
      childrenOf(tree).slice(0, 1),
    );
    const texts = (kind: number): readonly string[] | null =>
      orNull(
        bases.filter((base) => base.tag === kind).map(({ content }) => content.toString('latin1')),
      );
    fields[`${word}DNSDomains`] = texts(2);
    fields[`${word}EmailAddresses`] = texts(1);
    fields[`${word}URIDomains`] = texts(6);
    fields[`${word}IPRanges`] = orNull(
      bases
        .filter((base) => base.tag === 7)
        .map(({ content }) => ({
          IP: addressText(content.subarray(0, content.length / 2)),
          Mask: content.subarray(content.length / 2).toString('base64'),
        })),
    );
  }
  return fields;
}
