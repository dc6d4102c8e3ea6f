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

/** The definitions used for validation, and those that are served. */
interface Known {
  readonly registry: ProfileRegistry;
  readonly served: ServedDefinitions;
}

/**
 * The definitions known to this server: those of its plugins, and those of the packages in a folder. Definitions that
 * cannot be compiled are logged: those of packages before the server starts, and those of plugins on first use or
 * shortly after the start, which does not wait for them.
 */
@Injectable()
export class DefinitionLibrary implements OnModuleInit {
  private readonly logger = new Logger(DefinitionLibrary.name);
  private made: Known | undefined;
  private readonly shownToo: JsonObject[] = [];
  /** Answers `:in`, `:above` and other terminology modifiers of searches. */
  readonly terminology: Terminology = new SearchTerminology({
    valueSet: (canonical) => this.known.registry.valueSet(canonical),
    codeSystem: (canonical) => this.known.registry.codeSystem(canonical),
  });

  constructor(
    @Inject(DEFINITION_SOURCES) private readonly sources: readonly DefinitionSource[],
    @Inject(RESOURCE_DEFINITIONS) private readonly definitions: ReadonlyMap<string, ProfiledType>,
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
  ) {}

  async onModuleInit(): Promise<void> {
    const { packagesFolder } = this.options;
    if (!packagesFolder) return;
    const { registry, served } = this.known;
    const problems = await registry.loadPackages(packagesFolder, (resource) => served.add(resource));
    for (const problem of problems) this.tell(problem);
  }

  /** Compiles the definitions of plugins, one per step; see `PrepareDefinitions`. */
  *prepare(): Generator<void> {
    const { registry } = this.known;
    yield* registry.compileEach();
    for (const [type, { profiles = [] }] of this.definitions) {
      for (const source of profiles.filter((url) => !registry.profile(url))) {
        const text = `No plugin and no package defines this profile of ${type}, so resources are not checked against it.`;
        this.tell({ severity: 'warning', source, text });
      }
    }
  }

  private get known(): Known {
    return (this.made ??= this.make());
  }

  private make(): Known {
    const registry = new ProfileRegistry((problem) => this.tell(problem));
    const served = new ServedDefinitions();
    const resources = this.sources.flatMap((source) => source()) as unknown as JsonObject[];
    registry.take(resources);
    for (const resource of [...resources, ...this.shownToo]) served.add(resource);
    return { registry, served };
  }

  private tell({ severity, source, text }: ProfileProblem): void {
    this.logger[severity === 'error' ? 'error' : 'warn'](`${source}: ${text}`);
  }

  /** Validates a resource against the profiles it names and those of its type. */
  issues(resource: Readonly<JsonObject>): readonly IssueDetail[] {
    const type = typeof resource['resourceType'] === 'string' ? resource['resourceType'] : '';
    const urls = new Set([...namedProfiles(resource), ...(this.definitions.get(type)?.profiles ?? [])]);
    return urls.size === 0 ? [] : validateProfiles(resource, this.known.registry, [...urls]);
  }

  /**
   * Validates a resource against the given profiles; one that is not known is an error.
   * @see https://hl7.org/fhir/R4/resource-operation-validate.html
   */
  issuesOf(resource: Readonly<JsonObject>, urls: readonly string[]): readonly IssueDetail[] {
    const { registry } = this.known;
    const known = urls.filter((url) => registry.profile(url));
    const unknown = urls.filter((url) => !known.includes(url)).map(unknownNominatedProfile);
    return [...unknown, ...validateProfiles(resource, registry, known)];
  }

  /** Serves another definition that is not used for validation. */
  serve(resource: JsonObject): void {
    if (this.made) this.made.served.add(resource);
    else this.shownToo.push(resource);
  }

  read(type: DefinitionType, id: string): FhirResource | undefined {
    return this.known.served.read(type, id);
  }

  /** @param url canonical to filter by; when absent, all definitions of the type */
  list(type: DefinitionType, url?: string): readonly ServedDefinition[] {
    return this.known.served.list(type, url);
  }
}
