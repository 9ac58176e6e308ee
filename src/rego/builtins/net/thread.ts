/**
 * What the thread of the network runs, as the text that it is started with: one task, its answer on the port, then a wake-up. Failures
 * are told in the words of OPA, which are those of Go.
 */
export const THREAD = String.raw`
const { workerData: { task, port, flag } } = require('node:worker_threads');
const done = (answer) => { port.postMessage(answer); Atomics.store(flag, 0, 1); Atomics.notify(flag, 0); };
const fail = (error, kind = 'network') => done({ error, kind });

async function lookUp(host) {
  try {
    const found = await require('node:dns').promises.lookup(host, { all: true });
    done({ value: [...new Set(found.map(({ address }) => address))] });
  } catch (error) {
    fail('lookup ' + host + ': ' + (error.code === 'ENOTFOUND' ? 'no such host' : error.message));
  }
}

const UNKNOWN_AUTHORITY = ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'];

function reason(error, url) {
  const { code } = error;
  if (code === 'ECONNREFUSED') return 'dial tcp ' + error.address + ':' + error.port + ': connect: connection refused';
  if (code === 'ENOTFOUND') return 'dial tcp: lookup ' + url.hostname + ': no such host';
  if (code === 'ECONNRESET') return 'EOF';
  if (code === 'EPROTO') return 'http: server gave HTTP response to HTTPS client';
  if (UNKNOWN_AUTHORITY.includes(code)) return 'tls: failed to verify certificate: x509: certificate signed by unknown authority';
  if (code === 'CERT_HAS_EXPIRED') return 'tls: failed to verify certificate: x509: certificate has expired or is not yet valid';
  return error.message;
}

const files = require('node:fs');
function pem(path) {
  try {
    return path === undefined ? undefined : files.readFileSync(path, 'utf8');
  } catch {
    throw Object.assign(new Error('open ' + path + ': no such file or directory'), { isRequest: true });
  }
}

const name = (method) => method.charAt(0) + method.slice(1).toLowerCase();

function send(request, hops, deadline) {
  let url;
  try {
    url = new URL(request.url);
  } catch {
    return fail('parse ' + JSON.stringify(request.url) + ': invalid URL', 'request');
  }
  const prefix = name(request.method) + ' ' + JSON.stringify(hops === 0 ? request.url : url.href) + ': ';
  const isUnix = url.protocol === 'unix:';
  if (!['http:', 'https:', 'unix:'].includes(url.protocol)) {
    return fail(prefix + 'unsupported protocol scheme ' + JSON.stringify(url.protocol.slice(0, -1)));
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (request.hosts && !request.hosts.includes(host)) return fail('disallowed host: ' + host, 'request');
  const socketPath = isUnix ? url.searchParams.get('socket') : undefined;
  if (isUnix) url.searchParams.delete('socket');
  const headers = { ...request.headers };
  const given = new Set(Object.keys(headers).map((key) => key.toLowerCase()));
  if (!given.has('user-agent')) headers['User-Agent'] = 'Drydock';
  if (!given.has('accept-encoding')) headers['Accept-Encoding'] = 'gzip';
  if (!given.has('connection')) headers['Connection'] = 'keep-alive';
  if (request.body !== undefined) headers['Content-Length'] = Buffer.byteLength(request.body);
  const own = pem(request.authoritiesFile) ?? request.authorities;
  const ca = own === undefined ? undefined : request.systemAuthorities ? [...require('node:tls').rootCertificates, own] : own;
  const { request: open } = require(url.protocol === 'https:' ? 'node:https' : 'node:http');
  const options = {
    method: request.method, headers, rejectUnauthorized: request.verifyTls, servername: request.serverName, ca,
    cert: pem(request.certificateFile) ?? request.certificate, key: pem(request.keyFile) ?? request.key,
  };
  const path = url.pathname + url.search;
  const call = isUnix ? open({ ...options, socketPath, host: 'localhost', path }, answer) : open(url, options, answer);
  const late = setTimeout(() => { fail(prefix + 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)', 'timeout'); call.destroy(); }, Math.max(0, deadline - Date.now()));
  call.on('error', (error) => fail(prefix + reason(error, url)));
  if (request.body !== undefined) call.write(request.body);
  call.end();

  function answer(response) {
    const { location } = response.headers;
    const isRedirect = [301, 302, 303, 307, 308].includes(response.statusCode) && location !== undefined;
    if (request.followRedirects && isRedirect) {
      clearTimeout(late);
      response.resume();
      if (hops >= 9) return fail(prefix + 'stopped after 10 redirects');
      return send(redirected(request, url, new URL(location, url), response.statusCode), hops + 1, deadline);
    }
    const chunks = [];
    response.on('data', (chunk) => chunks.push(chunk));
    response.on('error', (error) => fail(prefix + reason(error, url)));
    response.on('end', () => {
      clearTimeout(late);
      const found = {};
      for (let i = 0; i < response.rawHeaders.length; i += 2) {
        const key = response.rawHeaders[i].toLowerCase();
        found[key] = [...(found[key] || []), response.rawHeaders[i + 1]];
      }
      let body = Buffer.concat(chunks);
      if (!given.has('accept-encoding') && response.headers['content-encoding'] === 'gzip' && body.length > 0) {
        try {
          body = require('node:zlib').gunzipSync(body);
        } catch (error) {
          return fail(error.message);
        }
        delete found['content-encoding'];
        delete found['content-length'];
      }
      done({ value: {
        status: response.statusCode + ' ' + response.statusMessage, statusCode: response.statusCode, headers: found,
        body: body.toString('utf8'), receivedAt: Date.now(),
      } });
    });
  }
}

/** As Go follows: what is answered by 301, 302 or 303 is asked for again without a body, and secrets stay with their host. */
function redirected(request, from, to, status) {
  const { body, ...rest } = request;
  const isAgain = status === 307 || status === 308;
  const method = isAgain || request.method === 'GET' || request.method === 'HEAD' ? request.method : 'GET';
  const dropped = isAgain ? ['host'] : ['host', 'content-type', 'content-length'];
  if (from.hostname !== to.hostname) dropped.push('authorization', 'cookie', 'www-authenticate');
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([key]) => !dropped.includes(key.toLowerCase())));
  return { ...rest, ...(isAgain && body !== undefined && { body }), method, headers, url: to.href };
}

try {
  if (task.lookUp !== undefined) lookUp(task.lookUp);
  else send(task.send, 0, Date.now() + task.send.timeout);
} catch (error) {
  fail(error.message, 'request');
}
`;
