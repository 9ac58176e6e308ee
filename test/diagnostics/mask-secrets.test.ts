import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isSecretName, maskSecrets } from '../../src/diagnostics/mask-secrets.js';

const masking = suite('maskSecrets');

masking('hides values behind names of secrets', () => {
  for (const [text, wanted] of [
    ['ENV DB_PASSWORD=hunter2 A=b', 'ENV DB_PASSWORD=******* A=b'],
    ['ENV DB_PASSWORD hunter2', 'ENV DB_PASSWORD *******'],
    ['ENV A=b SECRET="x y" C=d', 'ENV A=b SECRET="* *" C=d'],
    ['  password: "hunter2 x"', '  password: "******* *"'],
    ['{"clientSecret":"hunter2","n":1}', '{"clientSecret":"*******","n":1}'],
    ['RUN mysql --password=hunter2 -e x', 'RUN mysql --password=******* -e x'],
    ['RUN mysql --password hunter2', 'RUN mysql --password *******'],
    ['//registry.example/:_authToken=abcdef', '//registry.example/:_authToken=******'],
    ['PGPASSWORD=foo psql', 'PGPASSWORD=*** psql'],
    ['curl -u kim:hunter2 x', 'curl -u kim:******* x'],
    ['curl -H "Authorization: Bearer abc.def"', 'curl -H "Authorization: Bearer *******"'],
    ['docker login -u kim -p hunter2', 'docker login -u kim -p *******'],
    ['machine x login a password xyz', 'machine x login a password ***'],
    ['wget https://kim:hunter2@x.example/', 'wget https://kim:*******@x.example/'],
    [`x ghp_${'a'.repeat(36)}`, `x ${'*'.repeat(40)}`],
  ] as const) {
    assert.is(maskSecrets(text), wanted);
  }
});

masking('leaves everything else as it is', () => {
  for (const text of [
    'ENV PASSWORD_FILE=/run/secrets/x',
    'RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci',
    'TOKEN: ${{ secrets.TOKEN }}',
    'ENV TOKEN=$X',
    'token := input.token',
    'echo "the password is lost"',
    'COPY secret token',
    'docker run -u 1000:1000 x',
    'USE_TOKEN=true',
    'id-token: write',
    'secrets: inherit',
  ]) {
    assert.is(maskSecrets(text), text);
  }
});

masking('keeps the length of every text', () => {
  const words = fc.constantFrom(
    'PASSWORD',
    '=',
    ':',
    ' ',
    '"',
    'x',
    'https://',
    '@',
    '\n',
    '$',
    'ENV',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string())), (parts) => {
      const text = parts.join('');
      assert.is(maskSecrets(text).length, text.length);
    }),
  );
});

masking('takes a line of ten million characters', () => {
  const text = `${'a b=c,'.repeat(1_600_000)} PASSWORD=x`;
  assert.ok(maskSecrets(text).endsWith('PASSWORD=*'));
  // Each of these would keep an expression busy that looks back, or ahead, without a bound.
  for (const part of [
    'password ',
    'ENV ',
    'login ',
    ' --password',
    '-u a:',
    'a="',
    '://a:',
    'authorization: bearer ',
  ]) {
    assert.is(maskSecrets(part.repeat(300_000)).length, part.length * 300_000);
  }
});

masking.run();

const names = suite('isSecretName');

names('knows names in every spelling', () => {
  for (const name of [
    'DB_PASSWORD',
    'npm-token',
    'clientSecret',
    'PGPASSWORD',
    'api.key',
    'ID_TOKEN',
  ]) {
    assert.ok(isSecretName(name), name);
  }
  for (const name of [
    'PASSWORD_FILE',
    'tokenUrl',
    'PUBLIC_KEY',
    'ACCESS_KEY_ID',
    'user',
    'bypass',
  ]) {
    assert.not.ok(isSecretName(name), name);
  }
});

names.run();
