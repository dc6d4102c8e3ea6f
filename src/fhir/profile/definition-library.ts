import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { FhirResource } from 'fhir/r4';
import type { IssueDetail } from '../errors/fhir-error';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import { type JsonObject } from '../json/json-value';
import { RESOURCE_DEFINITIONS } from '../options/tokens';
import type { Terminology } from '../search/terminology';
import { ProfileRegistry } from './profile-registry';
import { SearchTerminology } from './terminology/search-terminology';
import { ServedDefinitions, type DefinitionType, type ServedDefinition } from './served-definitions';
import { namedProfiles, validateProfiles } from './validate-profiles';

export { DEFINITION_TYPES, type DefinitionType, type ServedDefinition } from './served-definitions';

export const DEFINITION_SOURCES = Symbol('DefinitionSources');

/** What plugins bring: profiles, extensions, value sets, code systems. Made when they are first needed. */
export type DefinitionSource = () => readonly FhirResource[];

/** A type that is served, as far as profiles are concerned. */
interface ProfiledType {
  /** Canonical URLs. */
  readonly profiles?: readonly string[];
}

/**
 * The definitions this server knows: those of its plugins, and of the packages in a folder. What cannot be compiled is
 * told by name when the server starts.
 */
@Injectable()
export class DefinitionLibrary implements OnModuleInit {
  private readonly logger = new Logger(DefinitionLibrary.name);
  private readonly registry = new ProfileRegistry();
  /** What searches by `:in`, `:above` and the like ask. */
  readonly terminology: Terminology = new SearchTerminology(this.registry);
  private readonly served = new ServedDefinitions();

  constructor(
    @Inject(DEFINITION_SOURCES) private readonly sources: readonly DefinitionSource[],
    @Inject(RESOURCE_DEFINITIONS) private readonly definitions: ReadonlyMap<string, ProfiledType>,
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
  ) {}

  async onModuleInit(): Promise<void> {
    const keep = (resource: JsonObject): void => this.served.add(resource);
    const resources = this.sources.flatMap((source) => source()) as unknown as JsonObject[];
    resources.forEach(keep);
    const problems = this.registry.load(resources);
    const { packagesFolder } = this.options;
    if (packagesFolder) problems.push(...(await this.registry.loadPackages(packagesFolder, keep)));
    for (const { severity, source, text } of problems) {
      this.logger[severity === 'error' ? 'error' : 'warn'](`${source}: ${text}`);
    }
  }

  /** What the profiles a resource names, and those of its type, find wrong with it. */
  issues(resource: Readonly<JsonObject>): readonly IssueDetail[] {
    const type = typeof resource['resourceType'] === 'string' ? resource['resourceType'] : '';
    const urls = new Set([...namedProfiles(resource), ...(this.definitions.get(type)?.profiles ?? [])]);
    return urls.size === 0 ? [] : validateProfiles(resource, this.registry, [...urls]);
  }

  /** The same for the profiles somebody asks about. */
  issuesOf(resource: Readonly<JsonObject>, urls: readonly string[]): readonly IssueDetail[] {
    return validateProfiles(resource, this.registry, [...urls]);
  }

  /** Shows one more, which nobody is validated by. */
  serve(resource: JsonObject): void {
    this.served.add(resource);
  }

  read(type: DefinitionType, id: string): FhirResource | undefined {
    return this.served.read(type, id);
  }

  /** @param url canonical to look for; absent: all of the type */
  list(type: DefinitionType, url?: string): readonly ServedDefinition[] {
    return this.served.list(type, url);
  }
}
