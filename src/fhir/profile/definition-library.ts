import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { FhirResource } from 'fhir/r4';
import type { IssueDetail } from '../errors/fhir-error';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import { type JsonObject } from '../json/json-value';
import { RESOURCE_DEFINITIONS } from '../options/tokens';
import type { Terminology } from '../search/terminology';
import { unknownNominatedProfile } from './faults';
import { ProfileRegistry, type ProfileProblem } from './profile-registry';
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
 * cannot be compiled are logged: those of packages before the server starts, and those of plugins on first use or
 * shortly after the start, which does not wait for them.
 */
@Injectable()
export class DefinitionLibrary implements OnModuleInit {
  private readonly logger = new Logger(DefinitionLibrary.name);
  private registryMade: ProfileRegistry | undefined;
  private servedMade: ServedDefinitions | undefined;
  /** What the sources gave, until both have been made of it. */
  private resources: readonly JsonObject[] | undefined;
  private readonly shownToo: JsonObject[] = [];
  /** Answers `:in`, `:above` and other terminology modifiers of searches. */
  readonly terminology: Terminology = new SearchTerminology({
    valueSet: (canonical) => this.registry.valueSet(canonical),
    codeSystem: (canonical) => this.registry.codeSystem(canonical),
  });

  constructor(
    @Inject(DEFINITION_SOURCES) private readonly sources: readonly DefinitionSource[],
    @Inject(RESOURCE_DEFINITIONS) private readonly definitions: ReadonlyMap<string, ProfiledType>,
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
  ) {}

  async onModuleInit(): Promise<void> {
    const { packagesFolder } = this.options;
    if (!packagesFolder) return;
    const problems = await this.registry.loadPackages(packagesFolder, (resource) => this.served.add(resource));
    for (const problem of problems) this.tell(problem);
  }

  /** Compresses and compiles the definitions of plugins, in steps; see `PrepareDefinitions`. */
  *prepare(): Generator<void> {
    const { registry } = this;
    yield;
    void this.served;
    yield;
    yield* registry.compileEach();
    for (const [type, { profiles = [] }] of this.definitions) {
      for (const source of profiles.filter((url) => !registry.profile(url))) {
        const text = `No plugin and no package defines this profile of ${type}, so resources are not checked against it.`;
        this.tell({ severity: 'warning', source, text });
      }
    }
  }

  /** The definitions used for validation. */
  private get registry(): ProfileRegistry {
    if (this.registryMade) return this.registryMade;
    const registry = new ProfileRegistry((problem) => this.tell(problem));
    registry.take(this.given());
    this.registryMade = registry;
    this.release();
    return registry;
  }

  /** The definitions that are served. They are compressed when one is asked for: commands, unlike servers, need none. */
  private get served(): ServedDefinitions {
    if (this.servedMade) return this.servedMade;
    const served = new ServedDefinitions();
    for (const resource of [...this.given(), ...this.shownToo]) served.add(resource);
    this.servedMade = served;
    this.release();
    return served;
  }

  private given(): readonly JsonObject[] {
    return (this.resources ??= this.sources.flatMap((source) => source()) as unknown as JsonObject[]);
  }

  private release(): void {
    if (this.registryMade && this.servedMade) this.resources = undefined;
  }

  private tell({ severity, source, text }: ProfileProblem): void {
    this.logger[severity === 'error' ? 'error' : 'warn'](`${source}: ${text}`);
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
    const { registry } = this;
    const known = urls.filter((url) => registry.profile(url));
    const unknown = urls.filter((url) => !known.includes(url)).map(unknownNominatedProfile);
    return [...unknown, ...validateProfiles(resource, registry, known)];
  }

  /** Serves another definition that is not used for validation. */
  serve(resource: JsonObject): void {
    if (this.servedMade) this.servedMade.add(resource);
    else this.shownToo.push(resource);
  }

  read(type: DefinitionType, id: string): FhirResource | undefined {
    return this.served.read(type, id);
  }

  /** @param url canonical to filter by; when absent, all definitions of the type */
  list(type: DefinitionType, url?: string): readonly ServedDefinition[] {
    return this.served.list(type, url);
  }
}
