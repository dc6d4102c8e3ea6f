import type { CodeSystem, StructureDefinition, ValueSet } from 'fhir/r4';
import type { JsonObject } from '../json/json-value';
import { isPrimitive, typeDefinition } from '../model/definitions';
import { CanonicalMap, parseCanonical, r4Name } from './canonical';
import { compileProfile, refusingProfile, type CompiledProfile } from './compile-profile';
import type { DefinitionResolver } from './compiler-context';
import { ElementTrees } from './element-tree';
import { readPackages } from './packages/read-packages';
import { r4Profiles } from './r4-profiles';
import { slimStructure } from './slim';
import { CodeSystemContent } from './terminology/code-system-content';
import { UNKNOWN_CONTENT, valueSetContent, type ValueSetContent } from './terminology/value-set-content';

/** A problem found in a definition when it was loaded. */
export interface ProfileProblem {
  /** `error`: it cannot be checked, and every use of it fails. `warning`: part of it is not checked. */
  readonly severity: 'error' | 'warning';
  /** Canonical of the definition, or name of the file. */
  readonly source: string;
  readonly text: string;
}

/**
 * A definition with its compiled form, which is created on first use and discarded when its dependencies may have
 * changed.
 */
interface Entry<D, C> {
  readonly definition: D;
  compiled: C | undefined;
}

/** Profiles, extension definitions, value sets and code systems by canonical. Compiled on first use, or by `load`. */
export class ProfileRegistry implements DefinitionResolver {
  private readonly structures = new CanonicalMap<Entry<StructureDefinition, CompiledProfile>>();
  private readonly valueSets = new CanonicalMap<Entry<ValueSet, ValueSetContent>>();
  private readonly codeSystems = new CanonicalMap<Entry<CodeSystem, CodeSystemContent>>();
  private readonly r4Types = new Map<string, CompiledProfile>();
  private readonly expanding = new Set<Entry<ValueSet, ValueSetContent>>();
  private trees = this.newTrees();

  /** @param tell receives problems that are found on first use */
  constructor(private tell: (problem: ProfileProblem) => void = () => undefined) {
    for (const profile of r4Profiles) this.add(profile);
  }

  /** Like `load`, but does not compile anything yet. */
  take(resources: Iterable<JsonObject>): void {
    for (const resource of resources) {
      const problem = this.add(resource);
      if (problem) this.tell(problem);
    }
    this.forget();
  }

  /**
   * Adds StructureDefinitions, ValueSets and CodeSystems; other resources are ignored. A definition replaces one with
   * the same canonical and version.
   *
   * @returns what cannot be checked, in these definitions and in earlier ones that depend on them
   */
  load(resources: Iterable<JsonObject>): ProfileProblem[] {
    const problems: ProfileProblem[] = [];
    for (const resource of resources) {
      const problem = this.add(resource);
      if (problem) problems.push(problem);
    }
    this.forget();
    return [...problems, ...this.compileAll()];
  }

  /**
   * Loads a folder of FHIR NPM packages (`*.tgz`) and separate `*.json` files, each with a definition or a Bundle of
   * them.
   *
   * @param keep receives each complete definition; this registry only keeps parts of it
   * @returns problems as from `load`, and files that could not be read
   * @throws Error (from `node:fs`) when the folder cannot be read
   * @see https://hl7.org/fhir/packages.html
   */
  async loadPackages(folder: string, keep?: (definition: JsonObject) => void): Promise<ProfileProblem[]> {
    const problems: ProfileProblem[] = [];
    await readPackages(folder, {
      resource: (resource) => {
        const problem = this.add(resource);
        if (problem) problems.push(problem);
        else keep?.(resource);
      },
      unreadable: (source, text) => void problems.push(refused(source, text)),
    });
    this.forget();
    return [...problems, ...this.compileAll()];
  }

  structure(canonical: string): StructureDefinition | undefined {
    return this.structures.get(canonical)?.definition;
  }

  /**
   * The profile with a canonical, or the R4 type of that name.
   * @returns undefined when unknown; a profile that cannot be compiled fails everything checked against it
   */
  profile(canonical: string): CompiledProfile | undefined {
    const entry = this.structures.get(canonical);
    if (entry) return this.compiled(entry);
    const type = r4Name(canonical);
    return type === undefined ? undefined : this.r4Type(type);
  }

  /** The definition of extensions with a URL; undefined when unknown. */
  extension(url: string): CompiledProfile | undefined {
    const entry = url.includes('|')
      ? (this.structures.get(url) ?? this.structures.newest(parseCanonical(url).url))
      : this.structures.newest(url);
    return entry?.definition.type === 'Extension' ? this.compiled(entry) : undefined;
  }

  /** What is known of a value set; undefined when it is unknown. */
  valueSet(canonical: string): ValueSetContent | undefined {
    const entry = this.valueSets.get(canonical);
    return entry && this.expand(entry);
  }

  private expand(entry: Entry<ValueSet, ValueSetContent>): ValueSetContent {
    // A value set that imports itself contributes nothing by that import.
    if (entry.compiled) return entry.compiled;
    if (this.expanding.has(entry)) return UNKNOWN_CONTENT;
    this.expanding.add(entry);
    try {
      entry.compiled = valueSetContent(entry.definition, {
        codeSystem: (system) => this.codeSystem(system),
        valueSet: (imported) => this.valueSet(imported),
      });
    } catch (cause) {
      this.tell(refused(entry.definition.url!, `Its codes cannot be read: ${reasonOf(cause)}.`));
      entry.compiled = UNKNOWN_CONTENT;
    } finally {
      this.expanding.delete(entry);
    }
    return entry.compiled;
  }

  /** The content of a code system; undefined unless all of it is known. */
  codeSystem(canonical: string): CodeSystemContent | undefined {
    const entry = this.codeSystems.get(canonical);
    return entry && (entry.compiled ??= new CodeSystemContent(entry.definition));
  }

  private add(resource: JsonObject): ProfileProblem | undefined {
    const { resourceType, url, version } = resource;
    if (resourceType !== 'StructureDefinition' && resourceType !== 'ValueSet' && resourceType !== 'CodeSystem')
      return undefined;
    if (typeof url !== 'string') {
      const source = typeof resource.id === 'string' ? `${resourceType}/${resource.id}` : resourceType;
      return refused(source, 'It has no url, by which it could be found.');
    }
    const edition = typeof version === 'string' ? version : '';
    try {
      if (resourceType === 'ValueSet') this.valueSets.set(url, edition, entryOf(resource as unknown as ValueSet));
      else if (resourceType === 'CodeSystem') this.addCodeSystem(url, edition, resource as unknown as CodeSystem);
      else this.addStructure(url, edition, slimStructure(resource));
    } catch (cause) {
      return refused(url, `It cannot be read: ${reasonOf(cause)}.`);
    }
    return undefined;
  }

  private addCodeSystem(url: string, version: string, codeSystem: CodeSystem): void {
    // A code that is missing from a fragment or an example may still be valid.
    if (codeSystem.content === 'complete') this.codeSystems.set(url, version, entryOf(codeSystem));
  }

  /** R4's own types come from the model, and logical models do not describe FHIR resources. */
  private addStructure(url: string, version: string, definition: StructureDefinition): void {
    if (definition.kind === 'logical' || (definition.derivation === 'specialization' && this.isR4Type(r4Name(url))))
      return;
    this.structures.set(url, version, entryOf(definition));
  }

  private isR4Type(name: string | undefined): boolean {
    return name !== undefined && (isPrimitive(name) || typeDefinition(name) !== undefined);
  }

  private r4Type(type: string): CompiledProfile | undefined {
    if (!this.isR4Type(type)) return undefined;
    const known = this.r4Types.get(type);
    if (known) return known;
    const url = `http://hl7.org/fhir/StructureDefinition/${type}`;
    const definition: StructureDefinition = {
      resourceType: 'StructureDefinition',
      url,
      name: type,
      status: 'active',
      kind: 'resource',
      abstract: false,
      type,
      baseDefinition: url,
    };
    const compiled = compileProfile(definition, this, this.trees);
    this.r4Types.set(type, compiled);
    return compiled;
  }

  private compiled(entry: Entry<StructureDefinition, CompiledProfile>): CompiledProfile {
    if (entry.compiled) return entry.compiled;
    const compiled = (entry.compiled = this.compile(entry.definition));
    const { url, refusal, warnings } = compiled;
    if (refusal !== undefined) this.tell(refused(url, `It cannot be compiled: ${String(refusal)}.`));
    for (const text of warnings) this.tell(weakened(url, `${text}.`));
    return compiled;
  }

  private compile(definition: StructureDefinition): CompiledProfile {
    try {
      return compileProfile(definition, this, this.trees);
    } catch (cause) {
      return refusingProfile(definition, cause);
    }
  }

  /** @returns the problems, instead of passing them to `tell` */
  private compileAll(): ProfileProblem[] {
    const problems: ProfileProblem[] = [];
    const { tell } = this;
    this.tell = (problem) => void problems.push(problem);
    for (const _ of this.compileEach());
    this.tell = tell;
    return problems;
  }

  /** Compiles every definition, one per step, so that the caller can do other work in between. */
  *compileEach(): Generator<void> {
    for (const entry of this.valueSets.values()) yield void this.expand(entry);
    for (const entry of this.structures.values()) yield void this.compiled(entry);
  }

  /**
   * New definitions may be ones that earlier definitions refer to, so broken profiles are retried and value sets
   * recompiled.
   */
  private forget(): void {
    this.trees = this.newTrees();
    for (const entry of this.structures.values()) {
      if (entry.compiled?.refusal !== undefined || entry.compiled?.warnings.length) entry.compiled = undefined;
    }
    for (const entry of this.valueSets.values()) entry.compiled = undefined;
  }

  private newTrees(): ElementTrees {
    return new ElementTrees((canonical) => this.structure(canonical));
  }
}

function entryOf<D, C>(definition: D): Entry<D, C> {
  return { definition, compiled: undefined };
}

function refused(source: string, text: string): ProfileProblem {
  return { severity: 'error', source, text };
}

function weakened(source: string, text: string): ProfileProblem {
  return { severity: 'warning', source, text };
}

function reasonOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
}
