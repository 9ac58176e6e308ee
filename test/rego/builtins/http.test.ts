import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { HostContext } from '../../../src/rego/builtins/declaration.js';
import { host } from '../../../src/rego/builtins/http/host.js';
import { limitedNetwork } from '../../../src/rego/builtins/net/limited-network.js';
import { lookUp } from '../../../src/rego/builtins/net/look-up.js';
import { blockingNetwork } from '../../../src/rego/builtins/net/worker.js';
import { caller } from '../../helpers/call-builtin.js';
import { startServer, type TestServer, tlsFile } from '../../helpers/http-server.js';

interface Answer {
  readonly status_code: number;
  readonly status: string;
  readonly body: Record<string, unknown> | null;
  readonly raw_body: string;
  readonly headers: Record<string, readonly string[]>;
  readonly error?: { readonly code: string; readonly message: string };
}

/** Sends one request, as one query would. */
function send(request: object, granted: Partial<HostContext> = {}): Answer {
  const call = caller(host, { network: blockingNetwork, ...granted });
  return JSON.parse(call('http.send', { method: 'get', ...request }) ?? 'null') as Answer;
}

let server: TestServer;
const at = (path: string): string => `http://127.0.0.1:${server.port}${path}`;

const sending = suite('http.send');

sending.before(async () => {
  server = await startServer();
});
sending.after(() => server.close());

sending('tells status, headers as lists, and the body as text and decoded', () => {
  const { status, status_code, headers, body, raw_body } = send({ url: at('/echo') });
  assert.equal([status, status_code], ['200 OK', 200]);
  assert.equal(headers['set-cookie'], ['a=1', 'b=2']);
  assert.is(body?.['method'], 'GET');
  assert.equal(JSON.parse(raw_body), body);
});

sending('sends a body as JSON, a raw body as it is, and headers', () => {
  const json = send({
    method: 'POST',
    url: at('/echo'),
    body: { a: [1] },
    headers: { 'X-A': 'b' },
  });
  assert.is(json.body?.['body'], '{"a":[1]}');
  const { headers } = json.body as { headers: Record<string, string> };
  assert.is(headers['x-a'], 'b');
  const raw = send({ method: 'put', url: at('/echo'), raw_body: 'as it is', body: 1 });
  assert.equal([raw.body?.['method'], raw.body?.['body']], ['PUT', 'as it is']);
});

sending('decodes by the type of the content, and by force', () => {
  const body = (type: string, text: string, more = {}) =>
    send({
      url: at(`/body?type=${encodeURIComponent(type)}&body=${encodeURIComponent(text)}`),
      ...more,
    }).body;
  assert.equal(body('application/vnd.some+json', '{"a": 1}'), { a: 1 });
  assert.equal(body('application/x-yaml; charset=utf-8', 'a: [b]'), { a: ['b'] });
  assert.is(body('text/plain', '{"a": 1}'), null);
  assert.equal(body('text/plain', '{"a": 1}', { force_json_decode: true }), { a: 1 });
  assert.equal(body('text/plain', 'a: 1', { force_yaml_decode: true }), { a: 1 });
  assert.is(body('application/json', '{"a":'), null);
});

sending('unpacks what is sent packed', () => {
  const { body, headers } = send({ url: at('/zip') });
  assert.equal([body, headers['content-encoding']], [{ z: 1 }, undefined]);
});

sending(
  'follows redirects only where asked, without the body where it must not be sent again',
  () => {
    const to = (code: number, location = '/echo') =>
      at(`/to?code=${code}&location=${encodeURIComponent(location)}`);
    assert.is(send({ url: to(302) }).status_code, 302);
    const again = (code: number) => {
      const { body } = send({
        method: 'post',
        url: to(code),
        raw_body: 'x',
        enable_redirect: true,
      });
      return [body?.['method'], body?.['body']];
    };
    assert.equal(again(303), ['GET', '']);
    assert.equal(again(307), ['POST', 'x']);
  },
);

sending('keeps secrets from another host, and gives up a loop', () => {
  const headers = { authorization: 'secret', 'x-other': 'told' };
  const there = `http://localhost:${server.port}/echo`;
  const url = at(`/to?code=302&location=${encodeURIComponent(there)}`);
  const { body } = send({ url, headers, enable_redirect: true });
  const seen = body?.['headers'] as Record<string, string>;
  assert.equal([seen['authorization'], seen['x-other']], [undefined, 'told']);
  const loop = at('/to?code=302&location=');
  assert.throws(() => send({ url: loop, enable_redirect: true }), /stopped after 10 redirects/);
});

sending('reaches granted hosts only, over redirects too', () => {
  const network = limitedNetwork(blockingNetwork, ['127.0.0.1']);
  assert.is(send({ url: at('/') }, { network }).status_code, 200);
  const there = `http://localhost:${server.port}/echo`;
  assert.throws(() => send({ url: there }, { network }), /disallowed host: localhost/);
  const url = at(`/to?code=302&location=${encodeURIComponent(there)}`);
  assert.throws(
    () => send({ url, enable_redirect: true }, { network }),
    /disallowed host: localhost/,
  );
});

sending('asks once in a query for the same parameters', () => {
  const call = caller(host, { network: blockingNetwork });
  const request = { method: 'get', url: at('/count') };
  assert.is(call('http.send', request), call('http.send', request));
  const ignoring = (trace: string) =>
    call('http.send', { ...request, headers: { trace }, cache_ignored_headers: ['trace'] });
  assert.is(ignoring('1'), ignoring('2'));
});

sending('ends in an error without an answer, or in a value where asked', () => {
  const url = 'http://127.0.0.1:1/';
  const message = 'Get "http://127.0.0.1:1/": dial tcp 127.0.0.1:1: connect: connection refused';
  assert.throws(() => send({ url }), message);
  assert.equal(send({ url, raise_error: false }), {
    status_code: 0,
    error: { code: 'eval_http_send_network_error', message },
  });
  const { error } = send({ url: '::', raise_error: false });
  assert.is(error?.code, 'eval_http_send_internal_error');
  assert.throws(() => send({ url: 'ftp://x/' }), /unsupported protocol scheme "ftp"/);
});

sending('waits as long as it may, and no longer', () => {
  const url = at('/never');
  assert.throws(() => send({ url, timeout: '50ms' }), `Get ${url}: request timed out`);
  const { error } = send({ url, timeout: 50_000_000, raise_error: false });
  assert.match(error?.message ?? '', /context deadline exceeded/);
});

sending('asks again after failures of the network', async () => {
  const flaky = await startServer();
  const url = `http://127.0.0.1:${flaky.port}/flaky?from=3`;
  assert.is(send({ url, max_retry_attempts: 2 }).status_code, 200);
  assert.is(flaky.count(), 3);
  await flaky.close();
});

sending('reaches a Unix socket', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'drydock-')), 's.sock');
  const local = await startServer({ path });
  const url = `unix://localhost/echo?a=1&socket=${encodeURIComponent(path)}`;
  assert.is(send({ url }).body?.['url'], '/echo?a=1');
  await local.close();
});

sending('refuses parameters that it does not know, that are missing or of the wrong type', () => {
  const url = at('/');
  const message = (request: object) => {
    try {
      send(request);
      return undefined;
    } catch (failure) {
      return (failure as Error).message;
    }
  };
  assert.is(message({ url, nope: 1 }), 'operand 1 invalid request parameters(s): {"nope"}');
  assert.is(message({}), 'operand 1 missing required request parameters(s): {"url"}');
  assert.is(message({ url: 1 }), '"url" must be a string');
  assert.is(message({ url, headers: { a: 1 } }), 'invalid type for headers value "1"');
  assert.is(message({ url, raw_body: 1 }), '"raw_body" must be a string');
  assert.is(
    message({ url, timeout: 'x' }),
    'invalid timeout value "x": time: invalid duration "x"',
  );
  assert.is(
    message({ url, force_cache: true }),
    "'force_cache' set but 'force_cache_duration_seconds' parameter is missing",
  );
});

sending('does nothing where the network is not granted', () => {
  const call = caller(host);
  assert.throws(() => call('http.send', { method: 'get', url: at('/') }), /network is not granted/);
});

sending.run();

const caching = suite('http.send over several queries');

caching.before(async () => {
  server = await startServer();
});
caching.after(() => server.close());

/** The numbers that two queries got, whose responses may be kept. */
function twice(parameters: string, request: object): unknown[] {
  const responses: HostContext['responses'] = new Map();
  const url = at(`/count?${parameters}`);
  return [0, 1].map(() => send({ url, ...request }, { responses }).body?.['count']);
}

const isOne = ([first, second]: readonly unknown[]): boolean => first === second;

caching('keeps a response as long as it says', () => {
  assert.is(isOne(twice('cache-control=max-age%3D60', { cache: true })), true);
  assert.is(isOne(twice('cache-control=max-age%3D60', {})), false);
  assert.is(isOne(twice('cache-control=max-age%3D0', { cache: true })), false);
  assert.is(isOne(twice('cache-control=no-store', { cache: true })), false);
  assert.is(
    isOne(twice(`expires=${encodeURIComponent('Fri, 01 Jan 2100 00:00:00 GMT')}`, { cache: true })),
    true,
  );
});

caching('keeps a response as long as the request says, whatever it says itself', () => {
  const request = { force_cache: true, force_cache_duration_seconds: 60 };
  assert.is(isOne(twice('cache-control=no-store', request)), true);
  assert.is(isOne(twice('', { ...request, force_cache_duration_seconds: 0 })), false);
});

caching('asks whether a stale response still holds', () => {
  assert.is(isOne(twice('cache-control=no-cache&etag=%22v1%22', { cache: true })), true);
});

caching.run();

const secure = suite('http.send over TLS');

secure.before(async () => {
  const tls = {
    key: tlsFile('server.key'),
    cert: tlsFile('server.pem'),
    ca: tlsFile('ca.pem'),
    requestCert: true,
    rejectUnauthorized: false,
  };
  server = await startServer({ tls });
});
secure.after(() => server.close());

const over = (host: string): string => `https://${host}:${server.port}/echo`;

secure('trusts the authorities that it is given, and no others', () => {
  const url = over('localhost');
  const authority = { tls_ca_cert: tlsFile('ca.pem') };
  assert.throws(() => send({ url }), /x509: certificate signed by unknown authority/);
  assert.is(send({ url, ...authority }).status_code, 200);
  assert.is(send({ url, ...authority, tls_use_system_certs: true }).status_code, 200);
  const file = fileURLToPath(new URL('../../fixtures/tls/ca.pem', import.meta.url));
  assert.is(send({ url, tls_ca_cert_file: file }).status_code, 200);
  assert.throws(() => send({ url, tls_ca_cert: 'x' }), 'could not append certificates');
});

secure('checks the name of the server, which may be another than that of the host', () => {
  const authority = { tls_ca_cert: tlsFile('ca.pem') };
  const url = over('127.0.0.1');
  assert.throws(() => send({ url, ...authority }));
  assert.is(send({ url, ...authority, tls_server_name: 'server.example' }).status_code, 200);
});

secure('checks nothing where told so', () => {
  assert.is(send({ url: over('127.0.0.1'), tls_insecure_skip_verify: true }).status_code, 200);
});

secure('shows a certificate of its own, from the environment too where that is granted', () => {
  const request = { url: over('localhost'), tls_ca_cert: tlsFile('ca.pem') };
  const own = { tls_client_cert: tlsFile('client.pem'), tls_client_key: tlsFile('client.key') };
  assert.is(send({ ...request, ...own }).body?.['client'], 'client.example');
  const named = { tls_client_cert_env_variable: 'CERT', tls_client_key_env_variable: 'KEY' };
  const environment = new Map([
    ['CERT', own.tls_client_cert],
    ['KEY', own.tls_client_key],
  ]);
  assert.is(send({ ...request, ...named }, { environment }).body?.['client'], 'client.example');
  assert.throws(
    () => send({ ...request, ...named }),
    /environment variable "CERT" is not set, or not granted/,
  );
});

secure.run();

const looking = suite('net.lookup_ip_addr');

const call = caller(new Map([['net.lookup_ip_addr', lookUp]]), { network: blockingNetwork });

looking('gives the addresses of a name, and an address as it is', () => {
  assert.match(call('net.lookup_ip_addr', 'localhost') ?? '', /"(?:127\.0\.0\.1|::1)"/);
  assert.is(call('net.lookup_ip_addr', '192.0.2.1'), '["192.0.2.1"]');
});

looking('says where there is none', () => {
  assert.throws(
    () => call('net.lookup_ip_addr', 'no-such-host.invalid'),
    /^lookup no-such-host\.invalid: /,
  );
});

looking.run();
