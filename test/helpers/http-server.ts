import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

/** A server in a thread of its own, since what asks it blocks this one. */
export interface TestServer {
  readonly port: number;
  /** How many requests came in. */
  readonly count: () => number;
  readonly close: () => Promise<void>;
}

const SERVER = `
const { parentPort, workerData } = require('node:worker_threads');
const counter = new Int32Array(workerData.counter);
function handle(req, res) {
  const chunks = [];
  req.on('data', (chunk) => chunks.push(chunk));
  req.on('end', () => {
    const count = Atomics.add(counter, 0, 1) + 1;
    const url = new URL(req.url, 'http://x');
    const to = (name) => url.searchParams.get(name);
    const send = (type, body) => { res.setHeader('content-type', type); res.end(body); };
    const peer = req.socket.getPeerCertificate ? req.socket.getPeerCertificate().subject : undefined;
    const request = { method: req.method, url: req.url, headers: req.headers, body: Buffer.concat(chunks).toString(), client: peer && peer.CN };
    if (url.pathname === '/echo') { res.setHeader('set-cookie', ['a=1', 'b=2']); send('application/json', JSON.stringify(request)); }
    else if (url.pathname === '/count') {
      for (const [name, value] of url.searchParams) res.setHeader(name, value);
      if (req.headers['if-none-match'] === to('etag') && to('etag')) { res.statusCode = 304; res.end(); }
      else send('application/json', JSON.stringify({ count }));
    }
    else if (url.pathname === '/body') send(to('type'), to('body'));
    else if (url.pathname === '/zip') { res.setHeader('content-encoding', 'gzip'); send('application/json', require('node:zlib').gzipSync('{"z":1}')); }
    else if (url.pathname === '/to') { res.statusCode = Number(to('code')); res.setHeader('location', to('location')); res.end(); }
    else if (url.pathname === '/never') return;
    else if (url.pathname === '/flaky' && count < Number(to('from'))) req.socket.destroy();
    else send('text/plain', 'plain');
  });
}
const { tls, path } = workerData;
const server = tls ? require('node:https').createServer(tls, handle) : require('node:http').createServer(handle);
server.listen(path ?? { port: 0, host: '127.0.0.1' }, () => parentPort.postMessage(path ? 0 : server.address().port));
`;

/** @param options TLS options of Node.js, or the path of a Unix socket */
export async function startServer(
  options: { readonly tls?: object; readonly path?: string } = {},
): Promise<TestServer> {
  const counter = new SharedArrayBuffer(4);
  const worker = new Worker(SERVER, { eval: true, workerData: { ...options, counter } });
  const port = await new Promise<number>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  return {
    port,
    count: () => Atomics.load(new Int32Array(counter), 0),
    close: async () => {
      await worker.terminate();
    },
  };
}

/** A file of the authority that was made for the tests. */
export function tlsFile(name: string): string {
  return readFileSync(new URL(`../fixtures/tls/${name}`, import.meta.url), 'utf8');
}
