import { generateKeyPairSync } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { host } from '../../../src/rego/builtins/crypto/host.js';
import { caller } from '../../helpers/call-builtin.js';

/** Made for these tests with OpenSSL; both hold for a hundred years. */
const ROOT = `-----BEGIN CERTIFICATE-----
MIIBuDCCAV+gAwIBAgIUYCaR02Y5w1+P9rISO3fPUPx0h9QwCgYIKoZIzj0EAwIw
KTEQMA4GA1UECgwHSGFyYm91cjEVMBMGA1UEAwwMSGFyYm91ciBSb290MCAXDTI2
MTEyNDA0NTg1NFoYDzIxMjYxMDMxMDQ1ODU0WjApMRAwDgYDVQQKDAdIYXJib3Vy
MRUwEwYDVQQDDAxIYXJib3VyIFJvb3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
AAR0ee7ZYZdrsbJ/9tL0t/6Au7xWuPDribs2Ipcbd2C9x0ZKIKFBpeUuqnt0aiNo
I5DfnueGSKHkUmjjmeY3M0cxo2MwYTAdBgNVHQ4EFgQU1xM1FsCPNHvTLAuWOlBW
h32l0egwHwYDVR0jBBgwFoAU1xM1FsCPNHvTLAuWOlBWh32l0egwDwYDVR0TAQH/
BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAgQwCgYIKoZIzj0EAwIDRwAwRAIgayKN+qlH
yh08zXLAr+ovnYLTU90u/vEQEWP//dWi9KMCIHaofWnlcZN4qmpuIU5EaLgAqHg3
Ia+/4bZ2vnLLIw/g
-----END CERTIFICATE-----
`;
const LEAF = `-----BEGIN CERTIFICATE-----
MIICIjCCAcegAwIBAgIUPRqoNhuful+68qh3NOeGNGzFO+MwCgYIKoZIzj0EAwIw
KTEQMA4GA1UECgwHSGFyYm91cjEVMBMGA1UEAwwMSGFyYm91ciBSb290MCAXDTI2
MTEyNDA0NTg1NFoYDzIxMjYxMDMxMDQ1ODU0WjA3MQswCQYDVQQGEwJTRTEQMA4G
A1UECgwHSGFyYm91cjEWMBQGA1UEAwwNY3JhbmUuZXhhbXBsZTBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABFujW4a4bR4CczitHtD5uFgaURxTCsm48DU1R1MmmSOn
TAqMLFmpB1I1LD1Rz7w/mZveDHvp7HT82txO70DYuyCjgbwwgbkwDAYDVR0TAQH/
BAIwADBHBgNVHREEQDA+gg1jcmFuZS5leGFtcGxlgg8qLmNyYW5lLmV4YW1wbGWH
BMAAAgeGFnNwaWZmZTovL2hhcmJvdXIvY3JhbmUwCwYDVR0PBAQDAgeAMBMGA1Ud
JQQMMAoGCCsGAQUFBwMBMB0GA1UdDgQWBBT4xuLyBTwcRnce6hFftd9rV1Kl7zAf
BgNVHSMEGDAWgBTXEzUWwI80e9MsC5Y6UFaHfaXR6DAKBggqhkjOPQQDAgNJADBG
AiEA1wCReAUc497YFGjJDgHw4Aifjs1itHbI3HP8QlcUI0gCIQCNQa/AiPbaatKK
eVxj33ybgh0BcTXraQvq1LsA3k4LaA==
-----END CERTIFICATE-----
`;
const REQUEST = `-----BEGIN CERTIFICATE REQUEST-----
MIIBNjCB3AIBADA3MQswCQYDVQQGEwJTRTEQMA4GA1UECgwHSGFyYm91cjEWMBQG
A1UEAwwNY3JhbmUuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFuj
W4a4bR4CczitHtD5uFgaURxTCsm48DU1R1MmmSOnTAqMLFmpB1I1LD1Rz7w/mZve
DHvp7HT82txO70DYuyCgQzBBBgkqhkiG9w0BCQ4xNDAyMDAGA1UdEQQpMCeCDWNy
YW5lLmV4YW1wbGWGFnNwaWZmZTovL2hhcmJvdXIvY3JhbmUwCgYIKoZIzj0EAwID
SQAwRgIhAMGcIMdp98+RK3e+v/lmQtZ4ui6Nc5c8px9eZfr6w0J+AiEA1DnomTuu
JWYReK1EBU1X4i+zhdu5CPzyAJdZBRMSfVE=
-----END CERTIFICATE REQUEST-----
`;

/** 2030-01-01 */
const NOW = 1_893_456_000_000_000_000n;
const call = caller(host, { now: () => NOW });
const read = (name: string, ...args: unknown[]) => JSON.parse(call(name, ...args) ?? 'null');
const pem = (type: 'ec' | 'ed25519' | 'rsa'): string => {
  const options = { privateKeyEncoding: { type: 'pkcs8', format: 'pem' } } as const;
  const publicKeyEncoding = { type: 'spki', format: 'pem' } as const;
  if (type === 'ec') {
    return generateKeyPairSync('ec', { namedCurve: 'P-256', publicKeyEncoding, ...options })
      .privateKey;
  }
  if (type === 'rsa') {
    return generateKeyPairSync('rsa', { modulusLength: 1024, publicKeyEncoding, ...options })
      .privateKey;
  }
  return generateKeyPairSync('ed25519', { publicKeyEncoding, ...options }).privateKey;
};

const digests = suite('crypto digests');

digests('are of the text as UTF-8', () => {
  assert.is(
    call('crypto.sha256', 'hamn åäö'),
    JSON.stringify('1b486b5466699b658110a57e666986be4caef4d95271fd6b4380befb57e29586'),
  );
  assert.is(call('crypto.md5', ''), '"d41d8cd98f00b204e9800998ecf8427e"');
});

digests('of two texts compare as equal only when they are', () => {
  assert.is(call('crypto.hmac.equal', 'ab', 'ab'), 'true');
  assert.is(call('crypto.hmac.equal', 'ab', 'abc'), 'false');
});

digests.run();

const certificates = suite('crypto.x509.parse_certificates');

certificates('gives the fields that Go gives', () => {
  const [leaf] = read('crypto.x509.parse_certificates', LEAF);
  assert.is(leaf.Subject.CommonName, 'crane.example');
  assert.equal(leaf.Issuer.Organization, ['Harbour']);
  assert.equal(leaf.DNSNames, ['crane.example', '*.crane.example']);
  assert.equal(leaf.IPAddresses, ['192.0.2.7']);
  assert.equal(leaf.URIStrings, ['spiffe://harbour/crane']);
  assert.is(leaf.URIs[0].Host, 'harbour');
  assert.is(leaf.Version, 3);
  assert.is(leaf.KeyUsage, 1);
  assert.equal(leaf.ExtKeyUsage, [1]);
  assert.is(leaf.PublicKeyAlgorithm, 3);
  assert.is(leaf.OCSPServer, null);
});

certificates('takes base64 of PEM and of DER', () => {
  const der = Buffer.from(LEAF.replace(/-----.*-----|\s/g, ''), 'base64');
  const both = Buffer.concat([der, der]).toString('base64');
  assert.is(read('crypto.x509.parse_certificates', both).length, 2);
  const encoded = Buffer.from(ROOT + LEAF).toString('base64');
  assert.is(read('crypto.x509.parse_certificates', encoded).length, 2);
});

certificates('says what is no certificate', () => {
  assert.throws(
    () => call('crypto.x509.parse_certificates', 'YWJj'),
    /x509: malformed certificate/,
  );
  assert.throws(() => call('crypto.x509.parse_certificates', '?'), /illegal base64 data/);
  assert.throws(
    () => call('crypto.x509.parse_certificates', pem('ec')),
    /PEM block type is 'PRIVATE KEY', expected CERTIFICATE/,
  );
});

certificates.run();

const chains = suite('crypto.x509.parse_and_verify_certificates');
const withOptions = 'crypto.x509.parse_and_verify_certificates_with_options';

chains('holds from the root to the leaf, which comes first in the result', () => {
  const [valid, found] = read('crypto.x509.parse_and_verify_certificates', ROOT + LEAF);
  assert.is(valid, true);
  assert.is(found[0].Subject.CommonName, 'crane.example');
});

chains('does not hold the other way around, nor without a root', () => {
  assert.is(call('crypto.x509.parse_and_verify_certificates', LEAF + ROOT), '[false,[]]');
  assert.is(call('crypto.x509.parse_and_verify_certificates', LEAF), '[false,[]]');
});

chains('holds only at its time, for its names and its uses', () => {
  assert.is(call(withOptions, ROOT + LEAF, { CurrentTime: 5 }), '[false,[]]');
  assert.is(read(withOptions, ROOT + LEAF, { DNSName: 'a.crane.example' })[0], true);
  assert.is(call(withOptions, ROOT + LEAF, { DNSName: 'a.b.crane.example' }), '[false,[]]');
  assert.is(call(withOptions, ROOT + LEAF, { KeyUsages: ['KeyUsageCodeSigning'] }), '[false,[]]');
});

chains('knows its options', () => {
  assert.throws(() => call(withOptions, ROOT, { Name: 1 }), /invalid key option/);
});

chains.run();

const requests = suite('crypto.x509.parse_certificate_request');

requests('gives subject, names and attributes', () => {
  const request = read('crypto.x509.parse_certificate_request', REQUEST);
  assert.is(request.Subject.CommonName, 'crane.example');
  assert.equal(request.DNSNames, ['crane.example']);
  assert.is(request.Attributes[0].Value[0][0].Type.join('.'), '2.5.29.17');
});

requests('says what is no request', () => {
  assert.throws(
    () => call('crypto.x509.parse_certificate_request', 'bm90IG9uZQ=='),
    /asn1: structure error: tags don't match \(16 vs \{class:1 tag:14 length:111 isCompound:true\}\)/,
  );
});

requests.run();

const keys = suite('crypto.parse_private_keys');

keys('gives all keys of a text as Go writes them', () => {
  const [ec, ed, rsa] = read('crypto.parse_private_keys', pem('ec') + pem('ed25519') + pem('rsa'));
  assert.equal(Object.keys(ec), ['Curve', 'D', 'X', 'Y']);
  assert.is(Buffer.from(ed, 'base64').length, 64);
  assert.is(rsa.E, 65537);
  assert.is(rsa.Primes.length, 2);
});

keys('gives null for nothing and no keys for anything else', () => {
  assert.is(call('crypto.parse_private_keys', ''), 'null');
  assert.is(call('crypto.parse_private_keys', ROOT), '[]');
});

keys('writes one as a JSON Web Key', () => {
  const key = read('crypto.x509.parse_rsa_private_key', pem('rsa'));
  assert.is(key.kty, 'RSA');
  assert.is(key.e, 'AQAB');
});

keys('must belong to the certificate that they are paired with', () => {
  const pair = 'crypto.x509.parse_keypair';
  assert.throws(() => call(pair, LEAF, pem('ec')), /private key does not match public key$/);
  assert.throws(() => call(pair, LEAF, pem('ed25519')), /type does not match public key type/);
});

keys.run();
