// Programs by their patterns, kept from one evaluation to the next.
import { hashBytes, hashOf } from '../hash.as';
import { heap_pointer, release } from '../heap.as';
import { bytesOf, lengthOf } from '../value.as';
import { arenaAlloc, arenaClear, generation, isFull, mostForOne, regex_arena } from './arena.as';
import { prepareAutomaton } from './automaton.as';
import { clearFault, fault, FOR_HOST, setFault, WRONG_GLOB } from './fault.as';
import { beginProgram, code, compileNode, emit, emitMatch, isTooLong, length, setCount, sets } from './generate.as';
import { parseGlob } from './glob.as';
import { groupCount, parsePattern } from './parser.as';
import { ASSERT, Program, programAt } from './program.as';
import { END_TEXT } from './tree.as';

const SLOTS: u32 = 256;

/** Addresses of programs by hash; made anew whenever the arena was emptied. */
let table: u32 = 0;
let tableGeneration: u32 = 0;

/**
 * The program of a pattern; 0 with a fault.
 *
 * @param delimiters a glob's, one behind the other
 */
export function programOf(pattern: u32, isGlob: bool, delimiters: u32, delimitersLength: u32): u32 {
  if (isFull) arenaClear();
  let hash = hashOf(pattern);
  if (isGlob) hash = (hash ^ hashBytes(delimiters, delimitersLength)) * 0x01000193;
  openTable();
  const slot = table + ((hash & (SLOTS - 1)) << 2);
  for (let at = load<u32>(slot); at; at = programAt(at).next) {
    if (isProgramOf(programAt(at), hash, pattern, isGlob, delimiters, delimitersLength)) {
      clearFault();
      if (programAt(at).isForHost) setFault(FOR_HOST, 0, 0);
      return at;
    }
  }
  return addProgram(hash, pattern, isGlob, delimiters, delimitersLength);
}

function openTable(): void {
  if (table && tableGeneration == generation) return;
  table = arenaAlloc(SLOTS << 2);
  tableGeneration = generation;
  memory.fill(table, 0, SLOTS << 2);
}

function isProgramOf(program: Program, hash: u32, pattern: u32, isGlob: bool, delimiters: u32, delimitersLength: u32): bool {
  if (program.hash != hash || program.isGlob != isGlob) return false;
  if (isGlob) {
    if (program.delimitersLength != delimitersLength) return false;
    if (memory.compare(program.delimiters, delimiters, delimitersLength) != 0) return false;
  }
  const bytes = bytesOf(pattern);
  if (program.address == bytes) return true;
  return program.patternLength == lengthOf(pattern) && memory.compare(program.pattern, bytes, program.patternLength) == 0;
}

function addProgram(hash: u32, pattern: u32, isGlob: bool, delimiters: u32, delimitersLength: u32): u32 {
  const mark = heap_pointer;
  beginProgram();
  const start = compilePattern(pattern, isGlob, delimiters, delimitersLength);
  if (fault && fault != FOR_HOST) {
    release(mark);
    return 0;
  }
  let program = install(hash, pattern, isGlob, delimiters, delimitersLength, start);
  if (!program) {
    arenaClear();
    openTable();
    program = install(hash, pattern, isGlob, delimiters, delimitersLength, start);
    // Larger than the arena as a whole.
    if (!program) setFault(FOR_HOST, 0, 0);
  }
  release(mark);
  return program;
}

function compilePattern(pattern: u32, isGlob: bool, delimiters: u32, delimitersLength: u32): u32 {
  const bytes = bytesOf(pattern);
  clearFault();
  const tree = isGlob ? parseGlob(bytes, lengthOf(pattern), delimiters, delimitersLength) : parsePattern(bytes, lengthOf(pattern));
  if (!fault && !tree) setFault(WRONG_GLOB, 0, 0);
  if (fault) return 0;
  let next = emitMatch();
  if (isGlob) next = emit(ASSERT, END_TEXT, 0, next, 0);
  const start = compileNode(tree, next);
  if (isTooLong || length << 3 > mostForOne()) setFault(FOR_HOST, 0, 0);
  return start;
}

/** A copy of bytes in the arena, or 0. */
function keep(bytes: u32, count: u32): u32 {
  const copy = arenaAlloc(count);
  if (copy) memory.copy(copy, bytes, count);
  return copy;
}

function install(hash: u32, pattern: u32, isGlob: bool, delimiters: u32, delimitersLength: u32, start: u32): u32 {
  const at = arenaAlloc(offsetof<Program>());
  if (!at) return 0;
  memory.fill(at, 0, offsetof<Program>());
  const program = programAt(at);
  const bytes = bytesOf(pattern);
  program.hash = hash;
  // Static strings, which lie before the arena, stay where they are.
  program.address = bytes < regex_arena ? bytes : 0;
  program.patternLength = lengthOf(pattern);
  program.pattern = keep(bytes, program.patternLength);
  program.isGlob = isGlob;
  program.delimitersLength = delimitersLength;
  program.delimiters = keep(delimiters, delimitersLength);
  if (!program.pattern || !program.delimiters) return 0;
  if (fault) program.isForHost = true;
  else {
    program.code = keep(code, length << 3);
    program.sets = keep(sets, setCount << 4);
    program.length = length;
    program.start = start;
    program.groups = isGlob ? 0 : groupCount;
    if (!program.code || !program.sets || !prepareAutomaton(program)) return 0;
  }
  const slot = table + ((hash & (SLOTS - 1)) << 2);
  program.next = load<u32>(slot);
  store<u32>(slot, at);
  return at;
}
