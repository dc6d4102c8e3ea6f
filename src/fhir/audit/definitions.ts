import type { AuditEvent, Provenance } from 'fhir/r4';
import { defineResource } from '../plugin/resource-definition';
import type { SearchParameterDeclaration } from '../search';

const AGENT = {
  en: 'The software that asked, or for whom it did, by its `client_id` or the name the authorization server gave; `:identifier` takes `issuer|name`.',
  fr: 'Le logiciel demandeur, ou celui pour qui il demandait, par son `client_id` ou le nom donné par le serveur d’autorisation ; `:identifier` prend `émetteur|nom`.',
};

/** No agent is a resource of this server, so that no include leads from one to another. */
const SOFTWARE = ['Device'];

const auditEventSearch: readonly SearchParameterDeclaration[] = [
  {
    code: 'date',
    type: 'date',
    expression: 'AuditEvent.recorded',
    example: 'ge2026-01-01',
    documentation: { en: 'When it was recorded.', fr: 'Quand l’événement a été enregistré.' },
  },
  { code: 'agent', type: 'reference', expression: 'AuditEvent.agent.who', target: SOFTWARE, documentation: AGENT },
  {
    code: 'entity',
    type: 'reference',
    expression: 'AuditEvent.entity.what',
    documentation: {
      en: 'The resource it was about, whatever its version.',
      fr: 'La ressource concernée, quelle que soit sa version.',
    },
  },
  {
    code: 'address',
    type: 'string',
    expression: 'AuditEvent.agent.network.address',
    documentation: { en: 'The address it came from.', fr: 'L’adresse dont vient la requête.' },
  },
  {
    code: 'type',
    type: 'token',
    expression: 'AuditEvent.type',
    example: 'rest',
    documentation: { en: 'The kind of event.', fr: 'La nature de l’événement.' },
  },
  {
    code: 'subtype',
    type: 'token',
    expression: 'AuditEvent.subtype',
    example: 'update',
    documentation: { en: 'The interaction.', fr: 'L’interaction.' },
  },
  {
    code: 'action',
    type: 'token',
    expression: 'AuditEvent.action',
    example: 'R',
    documentation: { en: 'Create, read, update, delete, execute.', fr: 'Création, lecture, modification, suppression, exécution.' },
  },
  {
    code: 'outcome',
    type: 'token',
    expression: 'AuditEvent.outcome',
    example: '4',
    documentation: {
      en: '`0` it was done, `4` it was refused, `8` the server failed.',
      fr: '`0` fait, `4` refusé, `8` échec du serveur.',
    },
  },
]; // prettier-ignore

/** AuditEvent: what was done on this server and by whom. */
export const auditEventDefinition = defineResource<AuditEvent>({
  type: 'AuditEvent',
  interactions: ['read', 'search-type'],
  profiles: [],
  documentation:
    'What was done here, by whom and from where: every interaction that reached a resource, refusals included. For auditors: the scope `system/AuditEvent.rs`, by name.',
  searchParameters: auditEventSearch,
});

/** Provenance: who made which version. */
export const provenanceDefinition = defineResource<Provenance>({
  type: 'Provenance',
  interactions: ['read', 'search-type'],
  profiles: [],
  documentation:
    'Who made a version of a resource, taken from the record that was written with it. For auditors: the scope `system/Provenance.rs`, by name.',
  searchParameters: [
    {
      code: 'target',
      type: 'reference',
      expression: 'Provenance.target',
      documentation: {
        en: 'The resource whose versions were made.',
        fr: 'La ressource dont les versions ont été produites.',
      },
    },
    {
      code: 'recorded',
      type: 'date',
      expression: 'Provenance.recorded',
      example: 'ge2026-01-01',
      documentation: { en: 'When it was recorded.', fr: 'Quand cela a été enregistré.' },
    },
    { code: 'agent', type: 'reference', expression: 'Provenance.agent.who', target: SOFTWARE, documentation: AGENT },
  ],
});
