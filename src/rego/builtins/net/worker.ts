/** The network of this machine, for built-ins that must answer before they return: the work is done in a thread, and waited for. */
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { type HttpRequest, type HttpResponse, type Network, NetworkError } from './network.js';
import { THREAD } from './thread.js';

/** Longer than any look-up may take. Milliseconds. */
const PATIENCE = 120_000;

/** What a thread is given beyond the time of a request, to start and to say that it is over. Milliseconds. */
const GRACE = 5000;

interface Answer<T> {
  readonly value?: T;
  readonly error?: string;
  readonly kind?: NetworkError['kind'];
}

function wait<T>(task: object, patience: number): T {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  const workerData = { task, port: port2, flag };
  const worker = new Worker(THREAD, { eval: true, workerData, transferList: [port2] });
  worker.unref();
  // Whatever ends the thread without an answer is told as a failure below, not as one of this process.
  worker.on('error', () => {});
  const outcome = Atomics.wait(flag, 0, 0, patience);
  const answer = receiveMessageOnPort(port1)?.message as Answer<T> | undefined;
  port1.close();
  void worker.terminate();
  if (outcome === 'timed-out' || answer === undefined) {
    throw new NetworkError('request timed out', 'timeout');
  }
  if (answer.error !== undefined) throw new NetworkError(answer.error, answer.kind);
  return answer.value as T;
}

export const blockingNetwork: Network = {
  lookUp: (host) => wait<string[]>({ lookUp: host }, PATIENCE),
  send: (request: HttpRequest) => wait<HttpResponse>({ send: request }, request.timeout + GRACE),
  pause: (duration) => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, duration);
  },
};
