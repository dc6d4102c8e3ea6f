import type { Practitioner } from 'fhir/r4';
import { codeSystemUrl } from '../../../../src/ror/shared/canonical';
import { REGION, coding, reference } from '../../../../src/ror/sample/elements';
import { IDENTIFIER_SYSTEM } from '../../../../src/ror/shared/code-systems';
import { contactPoint, creation, lastUpdated, text } from './parts';

/** A professional with one of every element the profile constrains. */
export const completePractitioner: Practitioner = {
  resourceType: 'Practitioner',
  id: 'complete',
  meta: { lastUpdated, tag: [coding(codeSystemUrl('R30-RegionOM'), REGION.loire.term)] },
  // An extension from another guide, so that one is left when ours is removed.
  extension: [creation, text('https://example.org/note', 'À rappeler')],
  identifier: [{ system: IDENTIFIER_SYSTEM.nationalPractitioner, value: '10117598983' }],
  name: [{ family: 'CHANMET', given: ['Cyndi'], prefix: ['MME'] }],
  telecom: [contactPoint()],
  gender: 'female',
  qualification: [{ code: { text: 'Docteur en médecine' }, issuer: reference('Organization', '3000') }],
};
