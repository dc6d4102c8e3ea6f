import { rorUrl } from '../shared/canonical';

/** The facet of a definition that a relaxation changes; `not modelled` stands for a rule that is left out. */
export type RelaxedFacet = 'cardinality' | 'discriminator' | 'pattern' | 'context' | 'not modelled';

/** One difference between the definitions served here and those the guide publishes. */
export interface Relaxation {
  /** Id of the profile or extension; `*` for all five profiles, with `element` relative to their type. */
  readonly definition: string;
  /** Id of the element; `StructureDefinition` for the whole definition. */
  readonly element: string;
  readonly facet: RelaxedFacet;
  /** As text: `1..1`, `value:url`, `<system>|<code>`, `element:Organization`. List entries are joined by `, `. */
  readonly published: string;
  readonly ours: string;
  readonly why: string;
}

const row = (
  definition: string,
  element: string,
  facet: RelaxedFacet,
  published: string,
  ours: string,
  why: string,
): Relaxation => ({ definition, element, facet, published, ours, why });

const R345 = 'https://mos.esante.gouv.fr/NOS/TRE_R345-TypeIdentifiantAutre/FHIR/TRE_R345-TypeIdentifiantAutre';

const SEVERAL = 'An offer has several activities and families of them: so do scenarios 8 and 10 of the update page.';
const PATTERN =
  'No slice fixes its system; here each has a pattern with that of its value set, as validators need to tell them apart.';
const NO_URL = 'These elements have no `url`; their system is what tells them apart.';

/**
 * What is served where the guide contradicts its own examples, or where its rules cannot be evaluated. The definitions
 * in code are as published; this list is applied to them. docs/ror-deviations.md repeats it.
 */
export const relaxations: readonly Relaxation[] = [
  row(
    '*',
    'meta.lastUpdated',
    'cardinality',
    '1..1',
    '0..1',
    'The server sets it, whatever the body says; a client need not invent one.',
  ),
  row('*', 'meta.tag', 'discriminator', 'value:url', 'value:$this', NO_URL),

  row(
    'ror-healthcareservice',
    'HealthcareService.specialty:operationalActivity',
    'cardinality',
    '1..1',
    '1..*',
    SEVERAL,
  ),
  row(
    'ror-healthcareservice',
    'HealthcareService.specialty:operationalActivityFamily',
    'cardinality',
    '0..1',
    '0..*',
    SEVERAL,
  ),

  row(
    'ror-healthcareservice',
    'HealthcareService.specialty',
    'discriminator',
    'value:coding.system',
    'value:$this',
    PATTERN,
  ),
  row(
    'ror-healthcareservice',
    'HealthcareService.characteristic',
    'discriminator',
    `value:coding.system, value:extension('${rorUrl('ror-act-type')}')`,
    `value:$this, value:extension('${rorUrl('ror-act-type')}').value`,
    PATTERN,
  ),

  row(
    'ror-organization',
    'Organization.identifier:identifierOI.type',
    'pattern',
    `${R345}|42`,
    '42',
    'The guide spells this system with an underscore in its profile and with a dash on its pages.',
  ),
  row(
    'ror-organization',
    'Organization.identifier',
    'not modelled',
    'slices of the parent as-organization',
    'slices with the types TRE_G07 of the pages',
    'Newer releases of the parent type these identifiers from fr-core-cs-v2-0203: they match no slice and pass.',
  ),
  row(
    'ror-organization',
    'Organization.address.extension:inseeCode',
    'not modelled',
    'bound to JDV_J124-Commune',
    'no rule',
    'An extension of fr-core, which is not among the definitions served here.',
  ),

  row(
    'ror-practitioner',
    'Practitioner.identifier',
    'not modelled',
    'slices of the parent as-practitioner',
    'rpps and adeli by http://rpps.esante.gouv.fr and http://adeli.esante.gouv.fr',
    'Newer releases of the parent write https: such a number matches no slice and passes.',
  ),

  row(
    'ror-location',
    'Location.alias',
    'not modelled',
    'slice nomExterneSynchro 0..1 by value:url',
    'no rule',
    'A string has no `url`: no alias can be told from another.',
  ),

  row('ror-practitionerrole', 'PractitionerRole.specialty', 'discriminator', 'value:url', 'value:$this', NO_URL),
  row(
    'ror-practitionerrole',
    'PractitionerRole.specialty',
    'cardinality',
    '1..*',
    '0..*',
    'The nurse of scenario 10 of the creation page has none.',
  ),
  row(
    'ror-practitionerrole',
    'PractitionerRole.specialty:expertiseType',
    'cardinality',
    '1..1',
    '0..1',
    'The same example; and scenario 5 of the update page adds the type to a role that has none yet.',
  ),
  row(
    'ror-practitionerrole',
    'PractitionerRole.extension:ror-practitionerrole-name',
    'not modelled',
    'ror-practitionerrole-name',
    'RORPractitionerRoleName too',
    'The id until 0.4.0, still sent by scenario 10 of the creation page: served as a retired definition.',
  ),

  row(
    'ror-available-time-number-days-of-week',
    'StructureDefinition',
    'context',
    'element:HealthcareService.availableTime, extension:PractitionerRole.availableTime',
    'element:HealthcareService.availableTime, element:PractitionerRole.availableTime',
    'An element is named where an extension is announced.',
  ),
  row(
    'ror-meta-comment',
    'StructureDefinition',
    'context',
    'element:Organization',
    'element:Organization, element:PractitionerRole',
    'The profile of PractitionerRole has a slice for it.',
  ),
  row(
    'ror-confidentiality-level',
    'StructureDefinition',
    'context',
    'element:ContactPoint, element:BackboneElement, element:Location.telecom',
    `element:ContactPoint, element:BackboneElement, element:Location.telecom, extension:${rorUrl('ror-healthcareservice-contact')}`,
    'The contact of a HealthcareService, itself an extension, requires it.',
  ),
];
