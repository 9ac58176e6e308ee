import { ownCapabilities } from '../../rego/capabilities/capabilities.js';
import type { Command } from '../command.js';
import { EXIT } from '../exit.js';

/** Prints what policies may depend on here. */
export const capabilitiesCommand: Command = {
  command: 'capabilities',
  describe: 'print the built-ins and features of this version, in the form of OPA',
  builder: (yargs) =>
    yargs.option('current', {
      type: 'boolean',
      describe: 'those of this version; there are no others',
    }),
  handler: async (_, io) => {
    io.print(`${JSON.stringify(ownCapabilities(), null, 2)}\n`);
    return EXIT.pass;
  },
};
