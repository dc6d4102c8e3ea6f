import { say } from '../../messages';
import {
  atMostOne,
  distinct,
  needs,
  needsWhen,
  notBoth,
  one,
  onlyIf,
  says,
  some,
  type Words,
  type WordsByPlace,
} from './words';

/** Messages for statements of kind capability and requirements; the parameters are the keys of their invariants. */
const ofKinds = (capability: string, requirements: string): Record<string, Words> => ({
  [capability]: says(
    say`A statement of capabilities has \`software\` and no \`implementation\``,
    say`Add \`software\`, remove \`implementation\`, or change \`kind\`.`,
  ),
  [requirements]: says(
    say`A statement of requirements has neither \`software\` nor \`implementation\``,
    say`Remove both, or change \`kind\`.`,
  ),
});

const operation = says(
  say`An operation has a source, or else exactly one of \`targetId\`, \`url\` and \`params\``,
  say`Add \`sourceId\`, or keep one of them.`,
);
const assertion = says(
  say`An assertion makes one statement only`,
  say`Keep one of its elements, and write an assertion of its own for each of the others.`,
);
const comparison = says(
  say`\`compareToSourceId\` goes with an expression or a path to compare with`,
  say`Add or remove \`compareToSourceExpression\` or \`compareToSourcePath\`.`,
);
const direction = says(
  say`Only an assertion about a response asks for its status`,
  say`Remove \`response\` and \`responseCode\`, or write \`direction\`: response.`,
);
const action = one('operation', 'assert');

/** Messages for invariants of definitions, tests and terminology; StructureDefinition has its own file. */
export const conformance: WordsByPlace = {
  CapabilityStatement: {
    'cpb-1': some('rest', 'messaging', 'document'),
    'cpb-2': some('description', 'software', 'implementation'),
    'cpb-3': onlyIf('messaging.endpoint', 'kind', ['instance']),
    'cpb-7': says(say`No two documents have the same profile and mode`, say`Change or remove what is there twice.`),
    'cpb-14': needsWhen('kind', 'instance', 'implementation'),
    ...ofKinds('cpb-15', 'cpb-16'),
  },
  'CapabilityStatement.rest': { 'cpb-9': distinct('resource.type') },
  'CapabilityStatement.rest.resource': { 'cpb-12': distinct('searchParam.name') },
  CodeSystem: { 'csd-1': distinct('concept.code') },
  'ConceptMap.group.element.target': {
    'cmd-1': says(say`A narrower or inexact target has a comment`, say`Add \`comment\`.`),
  },
  'ConceptMap.group.unmapped': {
    'cmd-2': needsWhen('mode', 'fixed', 'code'),
    'cmd-3': needsWhen('mode', 'other-map', 'url'),
  },
  ImplementationGuide: {
    'ig-2': says(
      say`The FHIR versions of a resource are among those of the guide`,
      say`Add the version to \`fhirVersion\` of the guide, or remove it from the resource.`,
    ),
  },
  'ImplementationGuide.definition': {
    'ig-1': says(
      say`The \`groupingId\` of a resource is the id of a grouping`,
      say`Add the \`grouping\`, or correct \`groupingId\`.`,
    ),
  },
  Measure: {
    'mea-1': says(
      say`A stratifier has either components or a code, a description or a criteria of its own`,
      say`Remove one of the two, or add one.`,
    ),
  },
  MeasureReport: {
    'mrp-1': says(say`A report of collected data has no groups`, say`Remove \`group\`, or change \`type\`.`),
    'mrp-2': says(say`A stratum has either a value or components`, say`Remove one of the two, or add one.`),
  },
  'MessageDefinition.focus': {
    'md-1': says(say`\`max\` is 1 or more, or *`, say`Write a whole number of 1 or more, or *.`),
  },
  NamingSystem: {
    'nsd-1': says(say`The root of a naming system has no UUID`, say`Remove it, or change \`kind\`.`),
    'nsd-2': says(
      say`Of each type, at most one identifier is preferred`,
      say`Keep \`preferred\`: true on one of them.`,
    ),
  },
  'OperationDefinition.parameter': {
    'opd-1': some('type', 'part'),
    'opd-2': onlyIf('searchType', 'type', ['string']),
    'opd-3': onlyIf('targetProfile', 'type', ['Reference', 'canonical']),
  },
  SearchParameter: {
    'spd-1': needs('xpath', 'xpathUsage'),
    'spd-2': onlyIf('chain', 'type', ['reference']),
  },
  'StructureMap.group.rule.target': {
    'smp-1': needs('element', 'context'),
    'smp-2': needs('context', 'contextType'),
  },
  TerminologyCapabilities: {
    'tcp-2': some('description', 'software', 'implementation'),
    'tcp-3': needsWhen('kind', 'instance', 'implementation'),
    ...ofKinds('tcp-4', 'tcp-5'),
  },
  'TerminologyCapabilities.codeSystem': {
    'tcp-1': says(say`Of several versions, each has its code`, say`Add \`code\` to each \`version\`.`),
  },
  'TestReport.setup.action': { 'inv-1': action },
  'TestReport.test.action': { 'inv-2': action },
  'TestScript.metadata': { 'tst-4': some('capability.required', 'capability.validated') },
  'TestScript.variable': { 'tst-3': atMostOne('expression', 'headerField', 'path') },
  'TestScript.setup.action': { 'tst-1': action },
  'TestScript.test.action': { 'tst-2': action },
  'TestScript.setup.action.operation': { 'tst-7': operation },
  'TestScript.test.action.operation': { 'tst-8': operation },
  'TestScript.teardown.action.operation': { 'tst-9': operation },
  'TestScript.setup.action.assert': { 'tst-5': assertion, 'tst-10': comparison, 'tst-12': direction },
  'TestScript.test.action.assert': { 'tst-6': assertion, 'tst-11': comparison, 'tst-13': direction },
  'ValueSet.compose.include': {
    'vsd-1': some('valueSet', 'system'),
    'vsd-2': says(say`Codes and filters are of a system`, say`Add \`system\`.`),
    'vsd-3': notBoth('concept', 'filter'),
  },
  'ValueSet.expansion.contains': {
    'vsd-6': some('code', 'display'),
    'vsd-9': says(say`An entry without a code is abstract`, say`Add \`code\`, or \`abstract\`: true.`),
    'vsd-10': needs('code', 'system'),
  },
};
