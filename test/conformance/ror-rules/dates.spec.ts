import type { Extension, Organization } from 'fhir/r4';
import { creationDatesKept, datesInOrder } from '../../../src/ror/rules';
import { EXTENSION } from '../../../src/ror/shared/extensions';
import { inShort, organization } from '../../support/ror-rules';

describe('a creation date occurs once and does not change', () => {
  const RECORD = '2023-12-09T14:30:00+01:00';
  const record = (valueDateTime: string): Extension => ({ url: EXTENSION.metaCreationDate, valueDateTime });
  const entity = (valueDate: string): Extension => ({ url: EXTENSION.organizationCreationDate, valueDate });
  const comment: Extension = { url: EXTENSION.locationComment, valueString: 'x' };
  const lost =
    'Organization.extension: The creation date `ror-meta-creation-date` is missing: this write would erase it';
  const changed = (at: string) =>
    `Organization.extension[${at}].value: The creation date \`ror-meta-creation-date\` cannot be changed`;
  const doubled = 'Organization.extension[1]: The creation date `ror-meta-creation-date` occurs more than once';

  it.each<[string, Extension[] | undefined, Extension[] | undefined, string[]]>([
    ['a new resource with one', undefined, [record(RECORD)], []],
    ['a new resource without: the profile asks for it', undefined, [comment], []],
    ['a new resource with two', undefined, [record(RECORD), record(RECORD)], [doubled]],
    ['the same', [record(RECORD)], [record(RECORD)], []],
    ['the same, at another place', [record(RECORD), comment], [comment, record(RECORD)], []],
    ['the same moment in another zone', [record(RECORD)], [record('2023-12-09T13:30:00Z')], []],
    ['the same moment with its thousandths', [record(RECORD)], [record('2023-12-09T14:30:00.000+01:00')], []],
    ['another moment', [record(RECORD)], [record('2023-12-09T14:30:01+01:00')], [changed('0')]],
    ['less precise', [record(RECORD)], [record('2023-12-09')], [changed('0')]],
    ['another day', [record('2023-12-09')], [comment, record('2023-12-10')], [changed('1')]],
    ['no value', [record(RECORD)], [{ url: EXTENSION.metaCreationDate, id: 'x' }], [lost]],
    ['none among others', [record(RECORD), comment], [comment], [lost]],
    ['no extensions at all', [record(RECORD)], undefined, [lost]],
    ['one more', [record(RECORD)], [record(RECORD), record('2020-01-01')], [doubled]],
    ['the first one', [comment], [comment, record(RECORD)], []],
    ['one of the two there were', [record(RECORD), record('2020')], [record('2020')], []],
    ['none of the two there were', [record(RECORD), record('2020')], [record('2021')], [changed('0')]],
    ['one where there was none worth the name', [{ url: EXTENSION.metaCreationDate }], [record(RECORD)], []],
    ['the date of the legal entity, kept', [entity('1998')], [entity('1998')], []],
    ['the date of the legal entity, corrected', [entity('1998')], [entity('1999')], []],
    [
      'both lost',
      [record(RECORD), entity('1998')],
      [comment],
      [lost, lost.replace('ror-meta-creation-date', 'ror-organization-creation-date')],
    ],
  ])('%s', (_, before, extension, wanted) => {
    const previous = before && organization({ extension: before });
    const issues = creationDatesKept(organization({ ...(extension && { extension }) }), previous);
    expect(inShort(issues)).toEqual(wanted);
  });

  it('says what to send back, as it is stored', () => {
    const [issue] = creationDatesKept(organization({}), organization({ extension: [record(RECORD)] }));
    expect(String(issue!.hint)).toContain(`{ "url": "${EXTENSION.metaCreationDate}", "valueDateTime": "${RECORD}" }`);
  });

  it.each([null, 'x', [null], [[]], [{ url: EXTENSION.metaCreationDate, valueDateTime: 12 }], { url: 'x' }])(
    'accepts that %j is stored as extensions',
    (stored) => {
      const previous = { resourceType: 'Organization', extension: stored } as unknown as Organization;
      expect(creationDatesKept(organization({ extension: [record(RECORD)] }), previous)).toEqual([]);
    },
  );
});

describe('closing dates are in order', () => {
  const closes = 'Organization.extension[1].value.end: The organization closes before its creation date';
  const opens = 'Organization.extension[2].value: The organization reopens before it closes';
  interface Dates {
    readonly created?: string;
    readonly closed?: string;
    readonly reopened?: string;
  }
  const extensionsOf = ({ created, closed, reopened }: Dates): Extension[] => [
    { url: EXTENSION.organizationCreationDate, ...(created && { valueDate: created }) },
    { url: EXTENSION.organizationPeriod, valuePeriod: { start: '1900', ...(closed && { end: closed }) } },
    { url: EXTENSION.organizationReopeningDate, ...(reopened && { valueDate: reopened }) },
  ];

  it.each<[Dates, string[]]>([
    [{}, []],
    [{ created: '1998-05-04', closed: '2024-01-31', reopened: '2024-09-01' }, []],
    [{ created: '2024-05-02', closed: '2024-05-01' }, [closes]],
    [{ created: '2024-05-01', closed: '2024-05-01' }, []],
    [{ created: '2024-06', closed: '2024-05-31' }, [closes]],
    [{ created: '2024-05', closed: '2024-05-01' }, []],
    [{ created: '2024', closed: '2024-05-01' }, []],
    [{ created: '2025', closed: '2024-12-31T23:00:00+01:00' }, [closes]],
    [{ created: '2024-05-01', closed: '2024' }, []],
    [{ created: '2024-05-01', closed: '2023' }, [closes]],
    [{ closed: '2024-05-02', reopened: '2024-05-01' }, [opens]],
    [{ closed: '2024-05-02', reopened: '2024-05-02' }, []],
    [{ closed: '2024-05-02T08:00:00Z', reopened: '2024-05-02' }, []],
    [{ closed: '2024', reopened: '2024-01-01' }, []],
    [{ closed: '2024-05', reopened: '2024-04-30' }, [opens]],
    [{ created: '2024', reopened: '2020' }, []],
    [{ created: '2024', closed: '2022', reopened: '2020' }, [closes, opens]],
  ])('%j', (dates, wanted) => {
    expect(inShort(datesInOrder(organization({ extension: extensionsOf(dates) })))).toEqual(wanted);
  });

  it('reports the place of the date in the body', () => {
    const [issue] = datesInOrder(organization({ extension: extensionsOf({ created: '2024', closed: '2023' }) }));
    expect(issue!.path).toEqual(['extension', 1, 'valuePeriod', 'end']);
  });
});
