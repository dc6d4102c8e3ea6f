import { FhirPlugin } from '../assembly/fhir-plugin';
import { SmartPolicy } from './smart-policy';

/** Lets clients do what the SMART scopes of their tokens say. It needs an authenticator that tells scopes. */
@FhirPlugin({ name: 'smart', providers: [SmartPolicy] })
export class SmartScopesModule {}
