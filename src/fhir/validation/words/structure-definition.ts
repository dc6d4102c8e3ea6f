import { say } from '../../messages';
import { distinct, needs, notBoth, onlyIf, says, some, type WordsByPlace } from './words';

const REFERRING = ['Reference', 'canonical'];
const noTypeAtRoot = says(say`The first element does not repeat its type`, say`Remove \`type\` from it.`);
const distinctIds = distinct('element.id');
const ids = says(say`Every element has an id`, say`Add \`id\` to each.`);

/** Messages for invariants of profiles and their elements. */
export const structureDefinition: WordsByPlace = {
  ElementDefinition: {
    'eld-2': says(say`\`min\` is not above \`max\``, say`Lower \`min\`, or raise \`max\`.`),
    'eld-5': says(
      say`An element with the content of another one says nothing about its content itself`,
      say`Remove \`contentReference\`, or what is said of type, values, length and binding.`,
    ),
    'eld-6': says(say`An element with a fixed value has one type`, say`Keep one \`type\`.`),
    'eld-7': says(say`An element with a pattern has one type`, say`Keep one \`type\`.`),
    'eld-8': notBoth('pattern[x]', 'fixed[x]'),
    'eld-13': distinct('type.code'),
    'eld-14': distinct('constraint.key'),
    'eld-15': notBoth('defaultValue[x]', 'meaningWhenMissing'),
    'eld-16': says(
      say`The name of a slice has only letters, digits and / - _ [ ] @`,
      say`Replace the other characters in \`sliceName\`.`,
    ),
    'eld-18': says(say`An element that modifies the meaning of others says why`, say`Add \`isModifierReason\`.`),
    'eld-22': needs('sliceIsConstraining', 'sliceName'),
  },
  'ElementDefinition.slicing': { 'eld-1': some('discriminator', 'description') },
  'ElementDefinition.max': {
    'eld-3': says(say`\`max\` is a whole number or *`, say`Write a whole number, or *.`),
  },
  'ElementDefinition.type': {
    'eld-4': onlyIf('aggregation', 'code', REFERRING),
    'eld-17': onlyIf('targetProfile', 'code', REFERRING),
  },
  'ElementDefinition.binding': {
    'eld-12': says(
      say`The address of a value set starts with http:, https: or urn:`,
      say`Write its whole canonical URL.`,
    ),
  },
  StructureDefinition: {
    'sdf-1': says(
      say`A snapshot that does not constrain another type has each path once`,
      say`Change or remove what is there twice.`,
    ),
    'sdf-4': says(say`A definition that is not abstract has a base`, say`Add \`baseDefinition\`.`),
    'sdf-5': says(say`The definition of an extension says where it may stand`, say`Add \`context\`.`),
    'sdf-6': some('snapshot', 'differential'),
    'sdf-9': says(say`The first element has no label, no code and no requirements`, say`Remove them from it.`),
    'sdf-11': says(
      say`The first element of a snapshot is the type itself`,
      say`Write the type of the definition as its \`path\`.`,
    ),
    'sdf-14': ids,
    'sdf-15': noTypeAtRoot,
    'sdf-15a': noTypeAtRoot,
    'sdf-16': distinctIds,
    'sdf-17': distinctIds,
    'sdf-18': onlyIf('contextInvariant', 'type', ['Extension']),
    'sdf-19': says(
      say`A definition of FHIR itself uses the types of FHIR`,
      say`Write the codes of types, such as string or CodeableConcept.`,
    ),
    'sdf-21': onlyIf('defaultValue[x]', 'derivation', ['specialization']),
    'sdf-22': says(
      say`A definition of FHIR itself has no default values`,
      say`Remove \`defaultValue[x]\` from its elements.`,
    ),
    'sdf-23': says(say`The first element is not a slice`, say`Remove \`sliceName\` from it.`),
  },
  'StructureDefinition.mapping': { 'sdf-2': some('name', 'uri') },
  'StructureDefinition.snapshot': {
    'sdf-3': says(
      say`Each element of a snapshot has a definition, a minimum and a maximum`,
      say`Add \`definition\`, \`min\` and \`max\`.`,
    ),
    'sdf-8': says(
      say`The paths of a snapshot start with the type`,
      say`Begin each \`path\` with the type of the definition and a dot.`,
    ),
    'sdf-8b': says(say`Each element of a snapshot has a base`, say`Add \`base\` to each.`),
  },
  'StructureDefinition.snapshot.element': {
    'sdf-10': says(
      say`A binding has a value set or a description`,
      say`Add \`binding.valueSet\` or \`binding.description\`.`,
    ),
  },
  'StructureDefinition.differential': {
    'sdf-20': says(say`The first element is not sliced`, say`Remove \`slicing\` from it.`),
    'sdf-8a': says(
      say`The paths of a differential start with the type`,
      say`Begin each \`path\` with the type of the definition and a dot.`,
    ),
  },
};
