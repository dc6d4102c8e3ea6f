import { say } from '../../../fhir';
import { placeOf, type SearchRule } from '../search-rule';

const OVER_ROLES = '_has:PractitionerRole:service:practitioner';

/**
 * `HealthcareService?practitioner.identifier=`: the offers of a professional, to whom a service itself does not refer.
 */
export const practitionerOfService: SearchRule = {
  name: 'practitioner-of-service',
  read(criterion, context) {
    if (context.type !== 'HealthcareService' || !criterion.name.startsWith('practitioner.')) return undefined;
    const name = criterion.name.replace('practitioner', OVER_ROLES);
    if (context.knows(criterion.name) || !context.knows(name)) return undefined;
    const text = say`${criterion.name} was read as ${name}.`;
    context.report({ rule: this.name, text, expression: placeOf(criterion) });
    return { ...criterion, name };
  },
};
