/** A real `opa` as a server on a socket of its own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { jsonText, parseJsonValue } from '../../src/rego/builtins/json-value.js';
import { field } from '../../src/rego/builtins/operands.js';
import { RegoObject, type Value } from '../../src/rego/builtins/value.js';
import type { Answer, Question, Respondent } from './answer.js';

/** How long the server may take to listen, in steps of 20 ms. */
const MOST_STEPS = 500;

interface Reply {
  readonly status: number;
  readonly body: string;
}

/** Whether an `opa` is on the PATH. */
export function hasOpa(): boolean {
  return spawnSync('opa', ['version']).status === 0;
}

export class OpaServer implements Respondent {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 4 });

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    private readonly socketPath: string,
  ) {}

  static async start(version: 0 | 1 = 1): Promise<OpaServer> {
    const folder = mkdtempSync(join(tmpdir(), 'drydock-opa-'));
    const socket = join(folder, 'socket');
    const flags = ['--addr', `unix://${socket}`, '--log-level', 'error', '--disable-telemetry'];
    if (version === 0) flags.push('--v0-compatible');
    const child = spawn('opa', ['run', '--server', ...flags], { stdio: 'ignore' });
    for (let step = 0; step < MOST_STEPS && !existsSync(socket); step++) await wait(20);
    await wait(50);
    return new OpaServer(child, folder, socket);
  }

  async answer(question: Question): Promise<readonly Answer[]> {
    const refused = await this.load(question);
    if (refused !== undefined) return question.rules.map(() => refused);
    const answers: Answer[] = [];
    for (const rule of question.rules) answers.push(await this.ask(rule, question));
    return answers;
  }

  close(): void {
    this.agent.destroy();
    this.child.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private loaded = 0;

  private async load({ modules, data }: Question): Promise<Answer | undefined> {
    for (let index = 0; index < this.loaded; index++) {
      await this.send('DELETE', `/v1/policies/m${index}`);
    }
    this.loaded = 0;
    await this.send('PUT', '/v1/data', data);
    for (const [index, text] of modules.entries()) {
      const { status, body } = await this.send('PUT', `/v1/policies/m${index}`, text, 'text/plain');
      if (status !== 200) return { kind: 'refused', text: errorText(body) };
      this.loaded = index + 1;
    }
    return undefined;
  }

  private async ask(rule: string, { input, strictErrors }: Question): Promise<Answer> {
    const path = `/v1/data/${rule}${strictErrors ? '?strict-builtin-errors=true' : ''}`;
    const { status, body } = await this.send('POST', path, `{"input":${input}}`);
    // A panic of the server closes the connection.
    if (status === 0) return { kind: 'crashed', text: body };
    if (status !== 200) return { kind: 'error', text: errorText(body) };
    const answer = parseJsonValue(body);
    // It cannot write some numbers, and breaks off.
    if (!(answer instanceof RegoObject)) return { kind: 'crashed', text: body };
    const result = field(answer, 'result');
    if (result === undefined) return { kind: 'undefined', text: '' };
    return { kind: 'value', text: jsonText(result) };
  }

  private send(method: string, path: string, body = '', type = 'application/json'): Promise<Reply> {
    const { agent, socketPath } = this;
    const headers = { 'content-type': type, 'content-length': Buffer.byteLength(body) };
    return new Promise((resolve) => {
      const sent = request({ agent, socketPath, method, path, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, body: text });
        });
      });
      sent.on('error', ({ message }) => resolve({ status: 0, body: message }));
      sent.end(body);
    });
  }
}

/** `code: message` of the first error; the server's own message where it lists none. */
function errorText(body: string): string {
  const answer = parseJsonValue(body);
  if (!(answer instanceof RegoObject)) return body;
  const text = (object: RegoObject, key: string): string => String(field(object, key) ?? '');
  const errors = field(answer, 'errors') as readonly Value[] | undefined;
  const first = errors?.[0] as RegoObject | undefined;
  return first === undefined
    ? text(answer, 'message')
    : `${text(first, 'code')}: ${text(first, 'message')}`;
}
