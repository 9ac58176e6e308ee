import type { GrowingWorkload, Workload } from '../workload.js';
import { comprehensions } from './comprehensions.js';
import { containerRules } from './containers.js';
import {
  arrayIteration,
  deepIteration,
  objectIteration,
  setIteration,
  sorting,
} from './iteration.js';
import { rbacByList, rbacByMap } from './rbac.js';
import { strings } from './strings.js';
import { functionTable, smallDecision, virtualDocuments } from './virtual-documents.js';

export const WORKLOADS: readonly (() => Workload)[] = [
  smallDecision,
  rbacByMap,
  rbacByList,
  containerRules,
  strings,
  deepIteration,
  () => comprehensions(1000),
  virtualDocuments,
  functionTable,
  () => arrayIteration(10_000),
  () => objectIteration(10_000),
  () => setIteration(10_000),
  () => sorting(16_000),
];

export const GROWING: readonly GrowingWorkload[] = [
  { name: 'comprehensions', sizes: [1000, 10_000], make: comprehensions },
  { name: 'array iteration', sizes: [10_000, 100_000], make: arrayIteration },
  { name: 'object iteration', sizes: [10_000, 100_000], make: objectIteration },
  { name: 'set iteration', sizes: [10_000, 100_000], make: setIteration },
  { name: 'sorting', sizes: [10_000, 100_000], make: sorting },
];
