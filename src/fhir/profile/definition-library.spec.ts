import { Logger } from '@nestjs/common';
import type { FhirResource } from 'fhir/r4';
import { inEnglish } from '../../../test/support/in-english';
import type { FhirOptions } from '../options/fhir-options';
import { DefinitionLibrary } from './definition-library';
import { ServedDefinitions } from './served-definitions';

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

  const validates = () => expect(inEnglish(library.issues(organization))).toEqual([expect.objectContaining({ expression: 'Organization.name' })]); // prettier-ignore
  const serves = () => expect(library.list('StructureDefinition')).toHaveLength(2);
  const prepares = () => void [...library.prepare()];

  it.each([
    ['validation', [validates, serves, prepares]],
    ['a list', [serves, validates, prepares]],
    ['the preparation', [prepares, validates, serves]],
  ])('does not ask plugins for their definitions before they are needed, and asks once: first %s', (_, uses) => {
    expect(source).not.toHaveBeenCalled();
    for (const use of [...uses, ...uses]) use();
    expect(source).toHaveBeenCalledTimes(1);
  });

  it('compresses what it serves when one is asked for or all are prepared, not for a validation', () => {
    const added = jest.spyOn(ServedDefinitions.prototype, 'add');
    validates();
    expect(added).not.toHaveBeenCalled();
    prepares();
    expect(added).toHaveBeenCalledTimes(2);
    serves();
    expect(added).toHaveBeenCalledTimes(2);
    added.mockRestore();
  });

  it.each([
    ['validate', validates],
    ['serve', serves],
  ])('does not %s without the definitions of a source that failed', (_, use) => {
    source.mockImplementationOnce(() => {
      throw new Error('not now');
    });
    expect(use).toThrow('not now');
    use();
  });

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
