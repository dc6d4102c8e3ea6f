import { Controller, Inject, Injectable } from '@nestjs/common';
import type { Endpoint, Organization } from 'fhir/r4';
import {
  FhirError,
  FhirPlugin,
  type FhirPluginMetadata,
  Hook,
  type HookPoints,
  type IssueDetail,
  repositoryOf,
  resourceController,
  ResourceRepository,
  ResourceService,
  serviceOf,
  ServiceRegistry,
  StoreRegistry,
} from '../../src/fhir';
import { organizationDefinition } from '../../src/ror/organization/organization.definition';
import { endpointDefinition } from '../support/endpoint/endpoint.definition';
import { EndpointPlugin } from '../support/endpoint/endpoint.plugin';
import { describeOnEachDatabase } from '../support/on-each-database';
import { startTestApp, type TestApp } from '../support/test-app';

const endpoint: Endpoint = {
  resourceType: 'Endpoint',
  status: 'active',
  connectionType: { code: 'hl7-fhir-rest' },
  payloadType: [{ text: 'any' }],
  address: 'https://example.org/fhir',
};

@Injectable()
class OwnRepository extends ResourceRepository<Endpoint> {
  constructor(@Inject(StoreRegistry) stores: StoreRegistry) {
    super(stores, endpointDefinition);
  }
}

let heard = 0;

@Injectable()
class OwnService extends ResourceService<Endpoint> {
  constructor(@Inject(repositoryOf('Endpoint')) repository: ResourceRepository<Endpoint>) {
    super(endpointDefinition, repository);
  }
  protected override rules({ address }: Endpoint): IssueDetail[] {
    return address.startsWith('https:') ? [] : [{ text: 'Only https', expression: 'Endpoint.address' }];
  }
  @Hook('resource.beforeValidate')
  hear({ resource }: HookPoints['resource.beforeValidate']['event']): void {
    if (resource['resourceType'] === 'Endpoint') heard += 1;
  }
}

@Controller('Endpoint')
class OwnController extends resourceController<Endpoint>(endpointDefinition) {
  constructor(@Inject(serviceOf('Endpoint')) service: ResourceService<Endpoint>) {
    super(service);
  }
}

type Parts = Pick<FhirPluginMetadata<Endpoint>, 'controller' | 'service' | 'repository'>;

const OVERRIDES: [string, Parts, string[]][] = [
  ['nothing', {}, ['EndpointController', 'EndpointService', 'EndpointRepository']],
  ['the repository', { repository: OwnRepository }, ['EndpointController', 'EndpointService', 'OwnRepository']],
  ['the service', { service: OwnService }, ['EndpointController', 'OwnService', 'EndpointRepository']],
  ['the controller', { controller: OwnController }, ['OwnController', 'EndpointService', 'EndpointRepository']],
  [
    'all three',
    { controller: OwnController, service: OwnService, repository: OwnRepository },
    ['OwnController', 'OwnService', 'OwnRepository'],
  ],
];

describe('the parts of a type', () => {
  let server: TestApp | undefined;
  afterEach(() => server?.close());

  it.each(OVERRIDES)('with %s of the plugin', async (_, parts, names) => {
    @FhirPlugin({ resource: endpointDefinition, ...parts })
    class Plugin {}
    heard = 0;
    server = await startTestApp({ DATABASE_URL: 'sqlite::memory:' }, { plugins: [Plugin] });
    await server.write('post', '/Endpoint', endpoint).expect(201);
    const plain = await server.write('post', '/Endpoint', { ...endpoint, address: 'http://example.org' });
    expect(plain.status).toBe(parts.service ? 422 : 201);
    expect(heard).toBe(parts.service ? 2 : 0);
    const app = server.app;
    const service = app.get<ResourceService<Endpoint>>(serviceOf('Endpoint'), { strict: false });
    const repository = app.get<ResourceRepository<Endpoint>>(repositoryOf('Endpoint'), { strict: false });
    expect(service.constructor.name).toBe(names[1]);
    expect(repository.constructor.name).toBe(names[2]);
    expect(app.get(ServiceRegistry, { strict: false }).of('Endpoint')).toBe(service);
  });
});

/** Counts the endpoints when an organization is written, without importing another plugin. */
@Injectable()
class Counts {
  constructor(@Inject(serviceOf('Endpoint')) private readonly endpoints: ResourceService<Endpoint>) {}

  @Hook('resource.beforeValidate')
  async count({ context, resource }: HookPoints['resource.beforeValidate']['event']): Promise<void> {
    if (resource['resourceType'] !== 'Organization') return;
    const { total } = await this.endpoints.search(context, { clauses: [], count: 0 });
    if (total === 0) throw new FhirError('business-rule', 'There is no endpoint yet');
  }
}

@FhirPlugin({ providers: [Counts] })
class CountingPlugin {}

describeOnEachDatabase('serviceOf', { plugins: [CountingPlugin, EndpointPlugin] }, (server) => {
  it('injects the service of a type into another plugin', async () => {
    const organization: Organization = { resourceType: 'Organization', name: 'CHU' };
    await server.write('post', '/Organization', organization).expect(422);
    await server.write('post', '/Endpoint', endpoint).expect(201);
    await server.write('post', '/Organization', organization).expect(201);
  });
});

@Injectable()
class ForAnotherType extends ResourceService<Organization> {
  constructor(@Inject(repositoryOf('Organization')) repository: ResourceRepository<Organization>) {
    super(organizationDefinition, repository);
  }
}

@Injectable()
class MixedService extends ResourceService<Endpoint> {
  constructor(@Inject(repositoryOf('Organization')) repository: ResourceRepository<Organization>) {
    super(endpointDefinition, repository as unknown as ResourceRepository<Endpoint>);
  }
}

@Injectable()
class StrangeRepository extends ResourceRepository<Organization> {
  constructor(@Inject(StoreRegistry) stores: StoreRegistry) {
    super(stores, organizationDefinition);
  }
}

@Controller('Endpoint')
class StrangeController extends resourceController<Organization>(organizationDefinition) {}

class NowhereController extends resourceController<Endpoint>(endpointDefinition) {}

@Injectable()
class Bare {}

const MISTAKES: [string, object, string | RegExp][] = [
  ['a service of another type', { service: ForAnotherType }, 'ForAnotherType is for Organization, and its plugin serves Endpoint'],
  ['a repository of another type', { repository: StrangeRepository }, /^(StrangeRepository is for Organization, and its plugin serves Endpoint|EndpointService serves Endpoint, and its repository is for Organization)$/],
  ['a service with the repository of another type', { service: MixedService }, 'MixedService serves Endpoint, and its repository is for Organization'],
  ['a service that is none', { service: Bare }, 'Plugin: Bare must extend ResourceService'],
  ['a repository that is none', { repository: Bare }, 'Plugin: Bare must extend ResourceRepository'],
  ['a controller that is none', { controller: Bare }, 'Plugin: Bare must extend resourceController(…) of the definition of Endpoint'],
  ['a controller of another definition', { controller: StrangeController }, 'Plugin: StrangeController must extend resourceController(…) of the definition of Endpoint'],
  ['a controller without an address', { controller: NowhereController }, "Plugin: put @Controller('Endpoint') on NowhereController"],
  ['a service among the providers', { providers: [OwnService] }, 'Plugin: name OwnService as service beside resource, and not among the providers'],
  ['a repository among the providers', { providers: [OwnRepository] }, 'Plugin: name OwnRepository as repository beside resource'],
  ['a controller among the controllers', { controllers: [OwnController] }, 'Plugin: name OwnController as controller beside resource, and not among the controllers'],
  ['a service without a resource', { resource: undefined, service: OwnService }, 'Plugin has a service, and no resource that it is for'],
]; // prettier-ignore

describe('a part that does not fit the type stops the boot', () => {
  it.each(MISTAKES)('%s', async (_, parts, words) => {
    const boot = async () => {
      @FhirPlugin({ resource: endpointDefinition, ...parts })
      class Plugin {}
      const server = await startTestApp({ DATABASE_URL: 'sqlite::memory:' }, { plugins: [Plugin] });
      await server.close();
    };
    await expect(boot()).rejects.toThrow(words);
  });
});
