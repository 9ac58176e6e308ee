import type { VexFacts, VexStatement } from './types.js';

/** Something that breaks the specification, or leaves open what is meant. */
export interface VexFault {
  readonly message: string;
  readonly ptr: string;
}

/** More are not listed. */
const MOST = 50;

/** What is wrong with the statements of a document. */
export function faultsOf({ statements }: VexFacts): readonly VexFault[] {
  return statements.flatMap(faultsIn).slice(0, MOST);
}

function faultsIn(statement: VexStatement): VexFault[] {
  const { id, status, state, justification, timestamp, products, loc } = statement;
  const fault = (message: string): VexFault => ({ message, ptr: loc.ptr });
  return [
    ...(id === '' ? [fault('it names no vulnerability')] : []),
    ...(products.length === 0 ? [fault('it names no product')] : []),
    ...(status === null
      ? [fault(state === null ? 'it says no `status`' : `\`${state.slice(0, 60)}\` is no status`)]
      : []),
    ...(status === 'not_affected' && justification === null && statement.statement === null
      ? [fault('`not_affected` needs a justification or an impact statement')]
      : []),
    ...(timestamp === null || Number.isNaN(Date.parse(timestamp))
      ? [fault('it does not say when it was made')]
      : []),
  ];
}
