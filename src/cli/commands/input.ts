import { conftestView, trivyView } from '../../documents/dockerfile/views.js';
import { hideSecrets, secretsOf } from '../../documents/hide-secrets.js';
import { inputOf } from '../../engine/input.js';
import { withVex } from '../../evaluate.js';
import { exceptionDocuments } from '../../exceptions/exception-document.js';
import type { Document } from '../../model/document.js';
import { formatTime } from '../../model/time.js';
import { type Command, flag, text, texts } from '../command.js';
import { discover, parseAs } from '../discover.js';
import { noInput } from '../errors.js';
import { EXIT } from '../exit.js';
import { JUDGE_OPTIONS, targetOf } from '../judge.js';
import { loadOwnKinds } from '../own-kinds.js';
import { complain, findPlace, LAYER_OPTIONS, loadLayers, type Place, pathsOf } from '../session.js';
import { loadTrust, TRUST_OPTIONS } from '../trust.js';

/** Shows what rules would see. */
export const inputCommand: Command = {
  command: 'input [paths..]',
  describe: 'print the documents that rules would see',
  builder: (yargs) =>
    yargs
      .positional('paths', { describe: 'files or folders', type: 'string', array: true })
      .option('as', JUDGE_OPTIONS.as)
      .option('target', JUDGE_OPTIONS.target)
      .options(LAYER_OPTIONS)
      .options(TRUST_OPTIONS)
      .option('subjects', {
        type: 'boolean',
        describe: 'group the documents as rules get them, with build contexts and exceptions',
      })
      .option('input-shape', {
        choices: ['native', 'conftest', 'trivy'],
        default: 'native',
        describe: 'show Dockerfiles as policies of another tool get them',
      })
      .option('check', { type: 'boolean', describe: 'print nothing, only check' }),
  handler: async (args, io) => {
    const paths = pathsOf(args);
    const { place, diagnostics: faults } = await findPlace(args, io);
    if (place === undefined) {
      complain(faults, io);
      return EXIT.input;
    }
    const kinds = parseAs(texts(args, 'as'), place, io);
    if ('code' in kinds) {
      complain([kinds], io);
      return EXIT.configuration;
    }
    const { stack, diagnostics: wrong } = loadLayers(args, place, io);
    const own = await loadOwnKinds(stack);
    if (complain([...wrong, ...own.diagnostics], io)) return EXIT.configuration;
    const trust = loadTrust(args, stack, io);
    if (complain(trust.diagnostics, io)) return EXIT.policy;
    const {
      documents,
      subjects,
      diagnostics,
      faults: misdeclared,
    } = discover(place, {
      kinds,
      include: [],
      source: {},
      settings: stack.flatMap(({ layer }) => layer.settings.subjects),
      own: own.value,
      trust: trust.value,
      ...targetOf(args),
    });
    if (complain(misdeclared, io)) return EXIT.configuration;
    const broken = complain(diagnostics, io, documents);
    if (documents.length === 0) {
      complain([noInput(paths.join(', '))], io);
      return EXIT.input;
    }
    const secrets = secretsOf(documents);
    if (flag(args, 'subjects')) {
      const exceptions = exceptionDocuments(stack.map(({ layer }) => layer));
      const inputs = withVex({ stack, subjects, now: io.now() }).map((subject) =>
        inputOf(subject, [...subject.documents, ...exceptions], formatTime(io.now())),
      );
      io.print(`${JSON.stringify(hideSecrets(inputs, secrets), null, 2)}\n`);
    } else if (!flag(args, 'check')) {
      const values = documents.map((document) =>
        shaped(document, text(args, 'input-shape'), place),
      );
      const shown = hideSecrets(values.length === 1 ? values[0] : values, secrets);
      io.print(`${JSON.stringify(shown, null, 2)}\n`);
    }
    return broken || documents.some(({ complete }) => !complete) ? EXIT.input : EXIT.pass;
  },
};

/** A document in the shape that was asked for; `null` for a Dockerfile that the other tool refuses. */
function shaped({ kind, uri, value }: Document, shape: string | undefined, place: Place): unknown {
  const view = shape === 'conftest' ? conftestView : shape === 'trivy' ? trivyView : undefined;
  if (view === undefined || kind !== 'dockerfile') return value;
  return view(uri, place.tree.read(uri) ?? new Uint8Array()) ?? null;
}
