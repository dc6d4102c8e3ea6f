import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { FhirResource } from 'fhir/r4';
import type { IssueDetail } from '../errors/fhir-error';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import { type JsonObject } from '../json/json-value';
import { RESOURCE_DEFINITIONS } from '../options/tokens';
import type { Terminology } from '../search/terminology';
import { unknownNominatedProfile } from './faults';
import { ProfileRegistry } from './profile-registry';
import { SearchTerminology } from './terminology/search-terminology';
import { ServedDefinitions, type DefinitionType, type ServedDefinition } from './served-definitions';
import { namedProfiles, validateProfiles } from './validate-profiles';

export { DEFINITION_TYPES, type DefinitionType, type ServedDefinition } from './served-definitions';

export const DEFINITION_SOURCES = Symbol('DefinitionSources');

/** Profiles, extensions, value sets and code systems of a plugin, created on first use. */
export type DefinitionSource = () => readonly FhirResource[];

/** A served type, as far as profiles are concerned. */
interface ProfiledType {
  /** Canonical URLs of its profiles. */
  readonly profiles?: readonly string[];
}

/**
 * The definitions known to this server: those of its plugins, and those of the packages in a folder. Definitions that
 * cannot be compiled are logged when the server starts.
 */
@Injectable()
export class DefinitionLibrary implements OnModuleInit {
  private readonly logger = new Logger(DefinitionLibrary.name);
  private readonly registry = new ProfileRegistry();
  /** Answers `:in`, `:above` and other terminology modifiers of searches. */
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

  /** Validates a resource against the profiles it names and those of its type. */
  issues(resource: Readonly<JsonObject>): readonly IssueDetail[] {
    const type = typeof resource['resourceType'] === 'string' ? resource['resourceType'] : '';
    const urls = new Set([...namedProfiles(resource), ...(this.definitions.get(type)?.profiles ?? [])]);
    return urls.size === 0 ? [] : validateProfiles(resource, this.registry, [...urls]);
  }

  /**
   * Validates a resource against the given profiles; one that is not known is an error.
   * @see https://hl7.org/fhir/R4/resource-operation-validate.html
   */
  issuesOf(resource: Readonly<JsonObject>, urls: readonly string[]): readonly IssueDetail[] {
    const known = urls.filter((url) => this.registry.profile(url));
    const unknown = urls.filter((url) => !known.includes(url)).map(unknownNominatedProfile);
    return [...unknown, ...validateProfiles(resource, this.registry, known)];
  }

  /** Serves another definition that is not used for validation. */
  serve(resource: JsonObject): void {
    this.served.add(resource);
  }

  read(type: DefinitionType, id: string): FhirResource | undefined {
    return this.served.read(type, id);
  }

  /** @param url canonical to filter by; when absent, all definitions of the type */
  list(type: DefinitionType, url?: string): readonly ServedDefinition[] {
    return this.served.list(type, url);
  }
}
