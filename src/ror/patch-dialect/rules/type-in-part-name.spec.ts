import type { AppliedRule, JsonObject } from '../../../fhir';
import { operation } from '../../../../test/support/dialect-rule';
import { readDraft, writeDraft } from '../draft';
import { typeInPartName } from './type-in-part-name';

const resource = { resourceType: 'Location' };

function readWith(...extra: JsonObject[]): { written: JsonObject | undefined; reports: AppliedRule[] } {
  const sent = operation({ type: 'replace', path: 'Location.name' });
  const reports: AppliedRule[] = [];
  const reading = typeInPartName.read(readDraft({ ...sent, part: [...(sent.part as JsonObject[]), ...extra] })!, {
    resource,
    resourceType: 'Location',
    expression: 'Parameters.parameter[0]',
    report: (rule) => reports.push(rule),
  });
  return { written: reading && 'mended' in reading ? writeDraft(reading.mended) : undefined, reports };
}

describe('type-in-part-name', () => {
  it.each<[string, JsonObject]>([
    ['value', { name: 'valueInteger', value: 0 }],
    ['the type once more', { name: 'valueInteger', valueInteger: 0 }],
  ])('reads a part valueInteger with the member %s', (_what, part) => {
    const { written, reports } = readWith(part);
    expect(written).toEqual(operation({ type: 'replace', path: 'Location.name', value: { valueInteger: 0 } }));
    expect(reports).toMatchObject([{ rule: 'type-in-part-name', expression: 'Parameters.parameter[0].part[2]' }]);
  });

  it.each<[string, JsonObject[]]>([
    ['a type R4 does not have', [{ name: 'valueInt', value: 0 }]],
    ['two types', [{ name: 'valueInteger', valueString: '0' }]],
    ['more than a value', [{ name: 'valueInteger', value: 0, id: 'x' }]],
    [
      'two values',
      [
        { name: 'valueInteger', value: 0 },
        { name: 'value', valueInteger: 1 },
      ],
    ],
    ['a value as it should be', [{ name: 'value', valueInteger: 0 }]],
  ])('leaves %s alone', (_what, parts) => {
    expect(readWith(...parts)).toEqual({ written: undefined, reports: [] });
  });
});
