import { FhirPlugin } from '../../../src/fhir';
import { endpointDefinition } from './endpoint.definition';

@FhirPlugin({ resource: endpointDefinition })
export class EndpointPlugin {}
