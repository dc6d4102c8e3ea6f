import { stepsOf, type AstNode } from '../../model/fhirpath-ast';
import { parse } from 'fhirpath';
import { misspeltCriterion } from './misspelt-criterion';

const misspelt = (path: string, type = 'Location'): string | undefined => {
  const found = misspeltCriterion(stepsOf(parse(path) as AstNode, path), type);
  return found && `${found.type}.${found.name}`;
};

describe('misspeltCriterion', () => {
  it.each([
    ["Location.extension.where(urll = 'x').value", 'Extension.urll'],
    ["extension.where(url = 'x' and (id = 'y' or valeu.exists()))", 'Extension.valeu'],
    ["Location.extension.where(extension.where(urll = 'x').exists())", 'Extension.urll'],
    ["Location.extension('x').extension.where(uri = 'y')", 'Extension.uri'],
    ["Location.extension.where(valueCodeableConcept.codings.code = '01')", 'CodeableConcept.codings'],
    ["Location.telecom[0].where(sytem = 'phone')", 'ContactPoint.sytem'],
    ["Location.telecom.first().where($this.uses = 'work')", 'ContactPoint.uses'],
    ["Location.hoursOfOperation.where(daysOfWeeks = 'mon')", 'Location.hoursOfOperation.daysOfWeeks'],
    ["Location.telecom.where(rank.extension.where(urll = 'x').exists())", 'Extension.urll'],
    ["Location.where(nom = 'x').name", 'Location.nom'],
  ])('%s: %s', (path, found) => {
    expect(misspelt(path)).toBe(found);
  });

  it.each([
    ["Location.extension.where(url = 'x' and value.coding.cod = '1')", 'a choice may be of many types'],
    ['Location.extension.where(value.ofType(Codng).exists() or value is Codng)', 'names of types are not elements'],
    ["Location.contained.where(nom = 'x')", 'a contained resource may be of any type'],
    ['Location.telecom.where(rank.value = 1)', 'a primitive has a value'],
    ['Location.telecom.select(use).where(foo = 1)', 'what was computed is of no type known here'],
    ['Location.nom.where(foo = 1)', 'the path itself is at fault, and told so elsewhere'],
    ["Location.managingOrganization.resolve().where(nom = 'x')", 'the target is not looked at'],
    ["Location.where(Location.name = 'x')", 'a resource may be named by its type'],
    ["Location.identifier.where(system='a' and type.coding.where(code = 'x').exists())", 'nothing is misspelt'],
  ])('%s: %s', (path) => {
    expect(misspelt(path)).toBeUndefined();
  });
});
