import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { SbomFacts } from '../../../src/documents/sbom/types.js';
import { readDocument } from '../../helpers/read-document.js';

const SERIAL = 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79';

const XML = `<?xml version="1.0" encoding="UTF-8"?>
<!-- a comment before the root -->
<bom xmlns="http://cyclonedx.org/schema/bom/1.6" xmlns:x="http://example.com/x"
     serialNumber="${SERIAL}" version="3">
  <metadata>
    <timestamp>2026-01-01T00:00:00Z</timestamp>
    <lifecycles><lifecycle><phase>build</phase></lifecycle></lifecycles>
    <tools><components><component type="application"><name>syft</name><version>1.0</version></component></components></tools>
    <authors><author><name>Ann</name></author></authors>
    <component type="container" bom-ref="root"><name>shop</name><version>1</version></component>
  </metadata>
  <components>
    <component type="library" bom-ref="a">
      <supplier><name>Acme</name></supplier>
      <group>org.acme</group>
      <name>a &amp; b</name>
      <version>1.10</version>
      <scope>optional</scope>
      <hashes>
        <hash alg="SHA-1">E6B1000B94E835FFD37F4C6DCBDAD43F4B48A02A</hash>
      </hashes>
      <licenses>
        <license><id>MIT</id><text>a text</text></license>
        <license><name>Own licence</name></license>
      </licenses>
      <cpe>cpe:2.3:a:acme:a:1.10:*:*:*:*:*:*:*</cpe>
      <purl>pkg:maven/org.acme/a@1.10</purl>
      <externalReferences>
        <reference type="vcs"><url>https://example.com/a.git</url></reference>
      </externalReferences>
      <properties>
        <property name="aquasecurity:trivy:LayerDigest">sha256:1</property>
      </properties>
      <components>
        <component type="file"><name>inner</name></component>
      </components>
      <evidence>
        <identity><field>purl</field><confidence>0.9</confidence></identity>
        <occurrences><occurrence><location>/lib/a.jar</location></occurrence></occurrences>
        <copyright><text>Acme 2026</text><text>Others</text></copyright>
      </evidence>
      <x:extension>ignored</x:extension>
    </component>
    <component type="library" bom-ref="b">
      <name>b</name>
      <licenses><expression>MIT OR (Apache-2.0 AND BSD-3-Clause)</expression></licenses>
    </component>
  </components>
  <dependencies>
    <dependency ref="root"><dependency ref="a"/><provides ref="b"/></dependency>
    <dependency ref="a"/>
  </dependencies>
  <vulnerabilities>
    <vulnerability bom-ref="v">
      <id>CVE-1</id>
      <references><reference><id>GHSA-1</id><source><name>GitHub</name></source></reference></references>
      <ratings>
        <rating><source><name>NVD</name></source><score>9.8</score><severity>critical</severity><method>CVSSv31</method><vector>AV:N</vector></rating>
        <rating><severity>low</severity></rating>
      </ratings>
      <analysis>
        <state>false_positive</state>
        <justification>code_not_present</justification>
        <responses><response>will_not_fix</response></responses>
        <detail>not built in</detail>
      </analysis>
      <affects><target><ref>a</ref></target></affects>
    </vulnerability>
  </vulnerabilities>
</bom>
`;

const JSON_FORM = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  serialNumber: SERIAL,
  version: 3,
  metadata: {
    timestamp: '2026-01-01T00:00:00Z',
    lifecycles: [{ phase: 'build' }],
    tools: { components: [{ type: 'application', name: 'syft', version: '1.0' }] },
    authors: [{ name: 'Ann' }],
    component: { type: 'container', 'bom-ref': 'root', name: 'shop', version: '1' },
  },
  components: [
    {
      type: 'library',
      'bom-ref': 'a',
      supplier: { name: 'Acme' },
      group: 'org.acme',
      name: 'a & b',
      version: '1.10',
      scope: 'optional',
      hashes: [{ alg: 'SHA-1', content: 'e6b1000b94e835ffd37f4c6dcbdad43f4b48a02a' }],
      licenses: [
        { license: { id: 'MIT', text: { content: 'a text' } } },
        { license: { name: 'Own licence' } },
      ],
      cpe: 'cpe:2.3:a:acme:a:1.10:*:*:*:*:*:*:*',
      purl: 'pkg:maven/org.acme/a@1.10',
      externalReferences: [{ type: 'vcs', url: 'https://example.com/a.git' }],
      properties: [{ name: 'aquasecurity:trivy:LayerDigest', value: 'sha256:1' }],
      components: [{ type: 'file', name: 'inner' }],
      evidence: {
        identity: [{ field: 'purl', confidence: 0.9 }],
        occurrences: [{ location: '/lib/a.jar' }],
        copyright: [{ text: 'Acme 2026' }, { text: 'Others' }],
      },
    },
    {
      type: 'library',
      'bom-ref': 'b',
      name: 'b',
      licenses: [{ expression: 'MIT OR (Apache-2.0 AND BSD-3-Clause)' }],
    },
  ],
  dependencies: [{ ref: 'root', dependsOn: ['a'], provides: ['b'] }, { ref: 'a' }],
  vulnerabilities: [
    {
      'bom-ref': 'v',
      id: 'CVE-1',
      references: [{ id: 'GHSA-1', source: { name: 'GitHub' } }],
      ratings: [
        {
          source: { name: 'NVD' },
          score: 9.8,
          severity: 'critical',
          method: 'CVSSv31',
          vector: 'AV:N',
        },
        { severity: 'low' },
      ],
      analysis: {
        state: 'false_positive',
        justification: 'code_not_present',
        response: ['will_not_fix'],
        detail: 'not built in',
      },
      affects: [{ ref: 'a' }],
    },
  ],
};

function factsOf(document: { readonly value: object } | undefined): SbomFacts {
  const facts = document?.value as unknown as SbomFacts;
  // Both files have one name here, so that even their places are equal.
  return JSON.parse(JSON.stringify(facts).replaceAll('bom.xml', 'bom.json'));
}

const forms = suite('CycloneDX in XML');

forms('gives what its JSON gives, pointers included', () => {
  const xml = readDocument('bom.xml', XML);
  const json = readDocument('bom.json', JSON_FORM);
  assert.equal([xml.messages, json.messages], [[], []]);
  const [one, other] = [factsOf(xml.document), factsOf(json.document)];
  assert.equal(one.document, other.document);
  assert.equal(one.components, other.components);
  assert.equal(one.relationships, other.relationships);
  assert.equal(one.vulnerabilities, other.vulnerabilities);
});

forms('keeps everything', () => {
  const { components, document, vulnerabilities } = factsOf(readDocument('bom.xml', XML).document);
  const [, a] = components;
  assert.equal(
    [document.version, document.lifecycle, document.authors, document.tools, document.subject],
    ['3', 'build', ['Ann'], ['syft 1.0'], 'root'],
  );
  assert.equal([a?.version, a?.name, a?.layer, a?.supplier], ['1.10', 'a & b', 'sha256:1', 'Acme']);
  assert.equal(a?.evidence, {
    identity: [{ field: 'purl', confidence: 0.9 }],
    occurrences: ['/lib/a.jar'],
    licences: [],
    copyright: ['Acme 2026', 'Others'],
  });
  const [cve] = vulnerabilities;
  assert.equal(
    [cve?.severity, cve?.status, cve?.analysis?.state, cve?.aliases, cve?.affects],
    ['critical', 'not_affected', 'false_positive', ['GHSA-1'], ['a']],
  );
});

forms('leads pointers to elements and attributes', () => {
  const { lineAt } = readDocument('bom.xml', XML);
  assert.match(lineAt('/components/0'), '<component type="library" bom-ref="a">');
  assert.match(lineAt('/components/0/version'), '<version>1.10</version>');
  assert.match(lineAt('/components/0/licenses/1/license/name'), 'Own licence');
  assert.match(lineAt('/components/0/components/0'), '<name>inner</name>');
  assert.match(lineAt('/components/1/licenses/0/expression'), 'MIT OR');
  assert.match(lineAt('/dependencies/0/dependsOn/0'), '<dependency ref="a"/>');
  assert.match(lineAt('/vulnerabilities/0/analysis/state'), 'false_positive');
  assert.match(lineAt('/serialNumber'), 'serialNumber=');
  assert.match(lineAt('/components/1/missing'), 'bom-ref="b"');
});

forms('names what breaks the specification with its place', () => {
  const broken = XML.replace('alg="SHA-1"', 'alg="FOO"').replace('<name>b</name>', '');
  const { messages, diagnostics } = readDocument('bom.xml', broken);
  assert.equal(messages, [
    '`FOO` is no algorithm of hashes (at `/components/0/hashes/0/alg`)',
    '`name` is missing (at `/components/1`)',
  ]);
  const [first] = diagnostics;
  assert.is(first?.span?.source.text.slice(first.span.start, first.span.end), 'alg="FOO"');
});

forms('reads the vulnerabilities that were an extension before 1.4', () => {
  const { document, messages } = readDocument(
    'bom.xml',
    `<bom xmlns="http://cyclonedx.org/schema/bom/1.1" xmlns:v="http://cyclonedx.org/schema/ext/vulnerability/1.0">
  <components>
    <component type="library" bom-ref="a"><name>a</name><version>1</version>
      <v:vulnerabilities><v:vulnerability ref="a"><v:id>CVE-1</v:id>
        <v:ratings><v:rating><v:score><v:base>9.8</v:base></v:score><v:severity>Critical</v:severity></v:rating></v:ratings>
      </v:vulnerability></v:vulnerabilities>
    </component>
  </components>
  <v:vulnerabilities><v:vulnerability ref="a"><v:id>CVE-2</v:id></v:vulnerability></v:vulnerabilities>
</bom>`,
  );
  assert.equal(messages, []);
  const { vulnerabilities } = factsOf(document);
  assert.equal(
    vulnerabilities.map(({ id, severity, affects }) => [id, severity, affects]),
    [
      ['CVE-1', 'critical', ['a']],
      ['CVE-2', null, ['a']],
    ],
  );
});

forms('expands no entity and refuses what could define one', () => {
  const bomb = `<?xml version="1.0"?>
<!DOCTYPE bom [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<bom xmlns="http://cyclonedx.org/schema/bom/1.4"><components><component type="library"><name>&b;</name></component></components></bom>`;
  const { document, messages, diagnostics } = readDocument('bom.xml', bomb);
  assert.match(messages[0] ?? '', 'document type declaration is not read');
  assert.is(document?.complete, false);
  assert.is(diagnostics[0]?.severity, 'error');
});

forms.run();
