/** The network of this machine, for built-ins that must answer before they return: the work is done in a thread, and waited for. */
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { HttpRequest, HttpResponse, Network } from './network.js';

/** Longer than any request may take. Milliseconds. */
const PATIENCE = 120_000;

/** What the thread runs: one task, its answer on the port, then a wake-up. */
const THREAD = `
const { workerData: { task, port, flag } } = require('node:worker_threads');
const done = (answer) => { port.postMessage(answer); Atomics.store(flag, 0, 1); Atomics.notify(flag, 0); };
const fail = (error) => done({ error: error.code ? error.code + ': ' + error.message : error.message });
async function lookUp(host) {
  const found = await require('node:dns').promises.lookup(host, { all: true });
  done({ value: [...new Set(found.map(({ address }) => address))] });
}
function send(request, hops) {
  const url = new URL(request.url);
  const { request: open } = require(url.protocol === 'https:' ? 'node:https' : 'node:http');
  const call = open(url, {
    method: request.method, headers: request.headers, timeout: request.timeout, rejectUnauthorized: request.verifyTls,
    servername: request.serverName, ca: request.authorities, cert: request.certificate, key: request.key,
  }, (response) => {
    const { location } = response.headers;
    if (request.followRedirects && location && response.statusCode >= 300 && response.statusCode < 400) {
      response.resume();
      if (hops > 9) return fail(new Error('stopped after 10 redirects'));
      return send({ ...request, url: new URL(location, url).href }, hops + 1);
    }
    const chunks = [];
    response.on('data', (chunk) => chunks.push(chunk));
    response.on('error', fail);
    response.on('end', () => {
      const headers = {};
      for (let i = 0; i < response.rawHeaders.length; i += 2) {
        const name = response.rawHeaders[i].toLowerCase();
        headers[name] = [...(headers[name] || []), response.rawHeaders[i + 1]];
      }
      done({ value: {
        status: response.statusCode + ' ' + response.statusMessage, statusCode: response.statusCode, headers,
        body: Buffer.concat(chunks).toString('utf8'),
      } });
    });
  });
  call.on('timeout', () => call.destroy(new Error('request timed out')));
  call.on('error', fail);
  if (request.body !== undefined) call.write(request.body);
  call.end();
}
if (task.lookUp !== undefined) lookUp(task.lookUp).catch(fail);
else send(task.send, 0);
`;

function wait<T>(task: object, patience: number): T {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  const workerData = { task, port: port2, flag };
  const worker = new Worker(THREAD, { eval: true, workerData, transferList: [port2] });
  worker.unref();
  const outcome = Atomics.wait(flag, 0, 0, patience);
  const answer = receiveMessageOnPort(port1)?.message as { value: T; error?: string } | undefined;
  port1.close();
  void worker.terminate();
  if (outcome === 'timed-out' || answer === undefined) throw new Error('request timed out');
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer.value;
}

export const blockingNetwork: Network = {
  lookUp: (host) => wait<string[]>({ lookUp: host }, PATIENCE),
  send: (request: HttpRequest) => wait<HttpResponse>({ send: request }, request.timeout + 1000),
};
