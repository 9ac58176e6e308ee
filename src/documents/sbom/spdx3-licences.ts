import { type JsonObject, textOf, textsOf } from '../json/fields.js';
import type { SbomFacts } from './types.js';

/** Licences within licences are followed up to this depth, which ends circles as well. */
const DEEPEST = 32;

/** SPDX 3 takes licence expressions apart into elements; here they become texts again. */
export class Spdx3Licences {
  readonly #byId: ReadonlyMap<string, JsonObject>;

  constructor(byId: ReadonlyMap<string, JsonObject>) {
    this.#byId = byId;
  }

  /** The expression that an element stands for. */
  expression(id: string, depth = 0): string {
    const element = this.#byId.get(id);
    if (element === undefined || depth > DEEPEST) return nameIn(id);
    const type = textOf(element['type']) ?? '';
    const text = textOf(element['simplelicensing_licenseExpression']);
    if (text !== undefined) return text;
    const inner = (field: string) => {
      const ref = textOf(element[`expandedlicensing_${field}`]);
      return ref === undefined ? '' : this.expression(ref, depth + 1);
    };
    if (/(Conjunctive|Disjunctive)LicenseSet$/.test(type)) {
      const members = textsOf(element['expandedlicensing_member']).map((member) =>
        this.expression(member, depth + 1),
      );
      return `(${members.join(type.includes('Conjunctive') ? ' AND ' : ' OR ')})`;
    }
    if (type.endsWith('OrLaterOperator')) return `${inner('subjectLicense')}+`;
    if (type.endsWith('WithAdditionOperator')) {
      return `${inner('subjectExtendableLicense')} WITH ${inner('subjectAddition')}`;
    }
    return nameIn(id);
  }

  /** Licences that the document defines itself. */
  references(): SbomFacts['licenceRefs'] {
    const found: { [id: string]: { name: string | null; text: string | null } } = {};
    for (const [id, element] of this.#byId) {
      const type = textOf(element['type']) ?? '';
      if (!/(CustomLicense|SimpleLicensingText)$/.test(type)) continue;
      found[nameIn(id)] = {
        name: textOf(element['name']) ?? null,
        text:
          textOf(element['simplelicensing_licenseText']) ??
          textOf(element['expandedlicensing_licenseText']) ??
          null,
      };
    }
    return found;
  }
}

/** Listed licences, custom ones and the two special ones are called by the end of their URI. */
function nameIn(id: string): string {
  const name = id.slice(Math.max(id.lastIndexOf('/'), id.lastIndexOf('#')) + 1);
  return /^(NoAssertion(License)?|expandedlicensing_NoAssertionLicense)$/.test(name)
    ? 'NOASSERTION'
    : /^(None(License)?|expandedlicensing_NoneLicense)$/.test(name)
      ? 'NONE'
      : name;
}
