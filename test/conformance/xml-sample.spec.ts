import { parseXml, writeXml, type JsonObject } from '../../src/fhir';
import { sampleDirectory } from '../../src/ror/sample/sample-directory';

const samples = sampleDirectory().map((resource): [string, JsonObject] => [
  `${resource.resourceType}/${resource.id}`,
  resource as unknown as JsonObject,
]);

describe('the sample directory in XML (R4 xml.html)', () => {
  it.each(samples)('%s survives a round trip unchanged', (_, resource) => {
    expect(parseXml(writeXml(resource)).resource).toStrictEqual(resource);
    expect(parseXml(writeXml(resource, { pretty: true })).resource).toStrictEqual(resource);
  });
});
