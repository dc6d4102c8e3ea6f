import type { AssociatedData } from '../../fhir';

/**
 * Everything the guide includes with offers: the organizations that provide them, with their parent organizations, the
 * places, the professionals' roles and the professionals.
 */
export const completeExtract: AssociatedData = {
  name: '_myCompleteExtract',
  documentation: {
    en: 'With offers come their organizations, up to the legal entity, their places, and who works there.',
    fr: 'Avec les offres viennent leurs structures, jusqu’à l’entité juridique, leurs lieux et leurs professionnels.',
  },
  includes: [
    { from: 'HealthcareService', by: 'organization', to: 'Organization' },
    { from: 'HealthcareService', by: 'location', to: 'Location' },
    { from: 'HealthcareService', by: 'service', to: 'PractitionerRole', reverse: true },
    { from: 'Organization', by: 'partof', to: 'Organization', iterate: true },
    { from: 'PractitionerRole', by: 'practitioner', to: 'Practitioner' },
  ],
};
