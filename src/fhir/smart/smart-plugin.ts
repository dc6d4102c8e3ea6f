import { FhirPlugin } from '../assembly/fhir-plugin';
import { SmartPolicy } from './smart-policy';

/** Restricts clients to what the SMART scopes of their tokens grant. Requires an authenticator that provides scopes. */
@FhirPlugin({ name: 'smart', providers: [SmartPolicy] })
export class SmartScopesModule {}
