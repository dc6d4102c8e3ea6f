import type { Practitioner } from 'fhir/r4';
import { codeSystemUrl } from '../../../../src/ror/profiles/canonical';
import { REGION, coding, reference } from '../../../../src/ror/sample/elements';
import { IDENTIFIER_SYSTEM } from '../../../../src/ror/shared/code-systems';
import { contactPoint, creation, lastUpdated, text } from './parts';

/** A professional with one of everything the profile speaks of. */
export const completePractitioner: Practitioner = {
  resourceType: 'Practitioner',
  id: 'complete',
  meta: { lastUpdated, tag: [coding(codeSystemUrl('R30-RegionOM'), REGION.loire.term)] },
  // Another guide's note, so that an extension is left when ours goes.
  extension: [creation, text('https://example.org/note', 'À rappeler')],
  identifier: [{ system: IDENTIFIER_SYSTEM.nationalPractitioner, value: '10117598983' }],
  name: [{ family: 'CHANMET', given: ['Cyndi'], prefix: ['MME'] }],
  telecom: [contactPoint()],
  gender: 'female',
  qualification: [{ code: { text: 'Docteur en médecine' }, issuer: reference('Organization', '3000') }],
};
