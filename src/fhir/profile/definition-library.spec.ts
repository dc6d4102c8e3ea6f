import { Logger } from '@nestjs/common';
import type { FhirResource } from 'fhir/r4';
import { inEnglish } from '../../../test/support/in-english';
import type { FhirOptions } from '../options/fhir-options';
import { DefinitionLibrary } from './definition-library';

function profile(url: string, baseDefinition: string): FhirResource {
  return {
    resourceType: 'StructureDefinition',
    url,
    name: url,
    status: 'active',
    kind: 'resource',
    abstract: false,
    type: 'Organization',
    derivation: 'constraint',
    baseDefinition,
    differential: { element: [{ id: 'Organization.name', path: 'Organization.name', min: 1 }] },
  };
}

const ORGANIZATION = 'http://hl7.org/fhir/StructureDefinition/Organization';
const organization = { resourceType: 'Organization' };

describe('DefinitionLibrary', () => {
  const source = jest.fn(() => [profile('urn:good', ORGANIZATION), profile('urn:bad', 'urn:nowhere')]);
  const told = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  let library: DefinitionLibrary;

  beforeEach(async () => {
    jest.clearAllMocks();
    library = new DefinitionLibrary([source], new Map([['Organization', { profiles: ['urn:good'] }]]), {} as FhirOptions);
    await library.onModuleInit();
  }); // prettier-ignore
  afterAll(() => told.mockRestore());

  it('does not ask plugins for their definitions before they are needed, and asks once', () => {
    expect(source).not.toHaveBeenCalled();
    expect(inEnglish(library.issues(organization))).toEqual([expect.objectContaining({ expression: 'Organization.name' })]);
    library.list('StructureDefinition');
    expect(source).toHaveBeenCalledTimes(1);
  }); // prettier-ignore

  it('tells by name, once, what cannot be compiled when it is first used', () => {
    library.issues(organization);
    expect(told).not.toHaveBeenCalled();
    library.issuesOf(organization, ['urn:bad']);
    library.issuesOf(organization, ['urn:bad']);
    expect(told.mock.calls).toEqual([['urn:bad: It cannot be compiled: its base urn:nowhere is not known.']]);
  });

  it('tells the profiles of types that nobody defines', () => {
    const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const types = new Map([['Organization', { profiles: ['urn:good', 'urn:nobody'] }]]);
    for (const _ of new DefinitionLibrary([source], types, {} as FhirOptions).prepare());
    expect(warned.mock.calls).toEqual([
      ['urn:nobody: No plugin and no package defines this profile of Organization, so resources are not checked against it.'],
    ]);
    warned.mockRestore();
  }); // prettier-ignore

  it('shows what it was given to show before and after', () => {
    const operation = (url: string) => ({ resourceType: 'OperationDefinition', url, id: url.slice(4) });
    library.serve(operation('urn:a'));
    expect(library.list('OperationDefinition').map(({ id }) => id)).toEqual(['a']);
    library.serve(operation('urn:b'));
    expect(library.list('OperationDefinition').map(({ id }) => id)).toEqual(['a', 'b']);
    expect(library.read('StructureDefinition', 'StructureDefinition-1')).toMatchObject({ url: 'urn:good' });
  });
});
