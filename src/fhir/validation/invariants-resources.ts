import { say } from '../messages';
import { has, hasChoice, objectIn } from './invariant-helpers';
import type { Invariant } from './invariants';

const notHome = (key: string, element: string): Invariant => ({
  key,
  on: `Organization.${element}`,
  human: say`The \`${element}\` of an organization is not of use home`,
  hint: say`Use work, temp or old, or leave \`use\` out.`,
  holds: ({ use }) => use !== 'home',
});

/** Invariants of R4 resources. dom-3, which needs the whole resource, is in `contained-rules.ts`. */
export const resourceInvariants: readonly Invariant[] = [
  {
    key: 'dom-2',
    on: 'DomainResource.contained',
    human: say`A contained resource contains no resources itself`,
    hint: say`Move them up into the \`contained\` of the outer resource.`,
    holds: (contained) => !has(contained, 'contained'),
  },
  {
    key: 'dom-4',
    on: 'DomainResource.contained',
    human: say`A contained resource has no version and no date of its own`,
    hint: say`Remove \`meta.versionId\` and \`meta.lastUpdated\`.`,
    holds: (contained) => {
      const meta = objectIn(contained, 'meta') ?? {};
      return !has(meta, 'versionId') && !has(meta, 'lastUpdated');
    },
  },
  {
    key: 'dom-5',
    on: 'DomainResource.contained',
    human: say`A contained resource has no security labels of its own`,
    hint: say`Remove \`meta.security\`; label the outer resource.`,
    holds: (contained) => !has(objectIn(contained, 'meta') ?? {}, 'security'),
  },
  {
    key: 'org-1',
    on: 'Organization',
    human: say`An organization has an identifier or a name`,
    hint: say`Add \`identifier\` or \`name\`.`,
    holds: (organization) => has(organization, 'identifier') || has(organization, 'name'),
  },
  notHome('org-2', 'address'),
  notHome('org-3', 'telecom'),
  {
    key: 'inv-1',
    on: 'Parameters.parameter',
    human: say`A parameter has exactly one of a value, a resource and parts`,
    hint: say`Keep one of value[x], \`resource\` and \`part\`.`,
    holds: (parameter) =>
      [hasChoice(parameter, 'value'), has(parameter, 'resource'), has(parameter, 'part')].filter(Boolean).length === 1,
  },
];
