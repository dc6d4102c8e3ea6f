import * as made from './bodies';
import { entries, HALF, text, words } from './bodies';
import { XML_TYPE, organization, put, service, validate, type LoopCase, type LoopRequest } from './requests';
import { valid } from './valid-bodies';

export function others(): LoopCase[] {
  const bundle = () => ({
    resourceType: 'Bundle',
    type: 'collection',
    entry: entries((i) => ({ fullUrl: `urn:uuid:${i}`, resource: { resourceType: 'Organization', name: 'x' } })),
  });
  const questionnaire = () => ({
    resourceType: 'Questionnaire',
    status: 'draft',
    item: entries((i) => ({ linkId: String(i), type: 'group', text: 'x' })),
  });
  const valueSet = () => ({
    resourceType: 'ValueSet',
    status: 'draft',
    compose: { include: entries((i) => ({ system: `urn:${i}`, concept: [{ code: 'a' }] })) },
  });
  const form = (body: string): LoopRequest => ({
    method: 'POST',
    path: '/Organization/_search',
    type: 'application/x-www-form-urlencoded',
    body,
  });
  return [
    { name: '$validate a Bundle', request: () => validate(bundle()) },
    { name: '$validate a Questionnaire', request: () => validate(questionnaire()) },
    { name: '$validate a ValueSet', request: () => validate(valueSet()) },
    {
      name: '$validate against 30,000 profiles',
      request: () =>
        validate({
          resourceType: 'Parameters',
          parameter: [
            { name: 'resource', resource: organization({}) },
            ...entries((i) => ({ name: 'profile', valueUri: `urn:${i}` })),
          ],
        }),
    },
    { name: 'PUT the same again', request: () => put(valid()['telecoms']!()) },
    {
      name: 'PUT the identifiers of others',
      request: () =>
        put(organization({ identifier: entries((i) => ({ system: 'urn:b', value: String(i) })) }, 'identifiers')),
    },
    { name: 'PUT without identifiers', request: () => put(organization({}, 'identifiers')) },
    {
      name: 'PUT without references',
      request: () => put(service({ location: [{ reference: 'Location/x' }] }, 'references')),
    },
    {
      name: 'DELETE 45,000 references',
      request: () => ({ method: 'DELETE', path: '/HealthcareService/references-same' }),
    },
    { name: 'search by 300,000 ids', request: () => form(`_id=${words((i) => String(i)).join(',')}`) },
    { name: 'search by 200,000 identifiers', request: () => form(`identifier=${words((i) => `a${i}`).join(',')}`) },
    { name: 'search by 100,000 parameters', request: () => form(words((i) => `identifier=${i}`).join('&')) },
    { name: 'search by escapes', request: () => form(`identifier=${text('%5C%7C')}`) },
    { name: 'search by commas', request: () => form(`identifier=${text(',')}`) },
    {
      name: 'PUT, answer as a page',
      request: () => put(organization({ telecom: entries(made.telecomAt) }, 'page'), { accept: 'text/html' }),
    },
    {
      name: 'PUT, answer in XML',
      request: () => put(organization({ telecom: entries(made.telecomAt) }, 'xml'), { accept: XML_TYPE }),
    },
    {
      name: 'PUT with leniencies, told',
      request: () =>
        put(
          { resourceType: 'Location', id: 'lenient', extension: entries(() => ({ url: 'urn:x', valueInteger: '1' })) },
          { prefer: 'return=OperationOutcome' },
        ),
    },
    {
      name: 'PUT, warnings told',
      request: () =>
        put(
          organization(
            { telecom: entries(made.telecomAt, HALF), extension: entries(made.knownExtensionAt, HALF) },
            'warned',
          ),
          { prefer: 'return=OperationOutcome' },
        ),
    },
    {
      name: 'PUT with leniencies, told as a page',
      request: () =>
        put(organization({ contact: entries(() => ({ name: { given: 'A' } })) }, 'lenient-page'), {
          prefer: 'return=OperationOutcome',
          accept: 'text/html',
        }),
    },
  ];
}
