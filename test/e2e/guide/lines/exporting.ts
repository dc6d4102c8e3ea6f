import { around, offer, offers, organization, practitioner, region } from '../directory';
import type { Line } from '../line';
import { T } from '../terms';

const ALL = '_outputFormat=application/fhir+ndjson&_type=HealthcareService';
const COMPLETE = 'includeAssociatedData=_myCompleteExtract';
/** No exported resource refers to these. */
const ALONE = [organization('alone'), practitioner('alone'), { resourceType: 'Location' as const, id: 'alone' }];

/** Extraction to files: the request, the status of its job, and the files of its manifest. */
export const exporting: readonly Line[] = [
  {
    line: '_2.1bis',
    request: `$export?${ALL}&${COMPLETE}`,
    given: [...offer('one'), ...offer('two'), ...ALONE],
    finds: offers('one', 'two'),
    brings: around('one', 'two'),
  },
  {
    line: '_2.1ter',
    request: `$export?${ALL}&_typeFilter=HealthcareService%3F_tag%3D${T('R30')}%7C11&${COMPLETE}`,
    given: [
      ...offer('in-11', { offer: region('11') }),
      ...offer('in-52', { offer: region('52') }),
      ...offer('in-110', { offer: region('110') }),
      ...offer('nowhere'),
      ...ALONE,
    ],
    finds: offers('in-11'),
    brings: around('in-11'),
  },
];
