import type { Document } from '../../model/document.js';
import type { PointerLocation } from '../../model/location.js';
import type { Subject } from '../../model/subject.js';
import type { VerdictPlace, VerdictVex } from '../../model/verdict.js';
import type { ScanFacts } from '../scan/types.js';

/** Every VEX statement that fits a vulnerability, for whoever reads the verdict: nothing is taken out in silence. */
export function recordVex(subjects: readonly Subject[]): readonly VerdictVex[] {
  return subjects.flatMap(({ name, documents }) => {
    const byUri = new Map(documents.map((document) => [document.uri, document]));
    return documents
      .filter(({ kind }) => kind === 'scan')
      .flatMap((report) => {
        const { findings } = report.value as unknown as ScanFacts;
        return findings.flatMap(({ id, package: name_, vex, loc }): VerdictVex[] => {
          if (vex === null) return [];
          const { status, justification, statement, author, timestamp, applied, objection } = vex;
          return [
            {
              subject: name,
              vulnerability: id,
              package: name_,
              report: placeOf(loc, report),
              status,
              justification: justification ?? statement,
              author,
              timestamp,
              applied,
              objection,
              statement: placeOf(vex.loc, byUri.get(vex.loc.uri)),
            },
          ];
        });
      });
  });
}

function placeOf({ uri, ptr }: PointerLocation, document: Document | undefined): VerdictPlace {
  const line = document?.locate?.(ptr)?.line;
  return { uri, ...(line !== undefined && { line }) };
}
