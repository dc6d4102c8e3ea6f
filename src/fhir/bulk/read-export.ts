import { Inject, Injectable } from '@nestjs/common';
import { parse } from 'node:querystring';
import { FhirError, type IssueDetail } from '../errors/fhir-error';
import { excerptOf, say, type Text } from '../messages';
import { nearest } from '../model/nearest';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import { ASSOCIATED_DATA, type AssociatedData } from '../plugin/associated-data';
import { CLOCK, type Clock } from '../ports/clock';
import type { SearchClause } from '../ports/search';
import { encodingFault, type Parameters, readClauses } from '../search';
import { timeSpan } from '../search/kinds/time-span';
import { requireElements } from '../rest/formats/named-elements';
import { ResourceIndex } from '../service/resource-index';
import { StoreRegistry } from '../service/store-registry';
import type { SystemExportInput } from './export-input';
import { DEFAULT_FORMAT, exportFormat, OUTPUT_FORMATS } from './export-format';
import { type ExportPlan, exportPlan } from './export-plan';

/** Maximum number of `_typeFilter` searches per export. */
const MOST_FILTERS = 50;
/** No search parameter has another meaning here. */
const NO_OTHERS: ReadonlySet<string> = new Set();

/** Reads and checks the input of `$export`. */
@Injectable()
export class ExportReader {
  constructor(
    private readonly stores: StoreRegistry,
    private readonly index: ResourceIndex,
    @Inject(ASSOCIATED_DATA) private readonly associated: readonly AssociatedData[],
    @Inject(FHIR_OPTIONS) private readonly options: Pick<FhirOptions, 'baseUrl'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param type type from the path; empty at system level
   * @throws FhirError `invalid-request` with the fault and a hint
   */
  plan(input: SystemExportInput, type: string): ExportPlan {
    const types = this.types(listed(input.type), type);
    const includes = this.associatedSets(listed(input.includeAssociatedData), types).flatMap((each) => each.includes);
    const all = [...types, ...includes.map(({ to }) => to)];
    return exportPlan({
      format: this.format(input.outputFormat),
      types,
      filters: this.filters(input.typeFilter ?? [], types),
      since: this.since(input.since),
      elements: this.elements(listed(input.elements), all),
      hasTime: (each) => this.index.of(each).parameters.some(({ code }) => code === '_lastUpdated'),
      includes: [...new Map(includes.map((each) => [JSON.stringify(each), each])).values()],
    });
  }

  private format(name: string | undefined): ExportPlan['format'] {
    if (name === undefined || name === '') return DEFAULT_FORMAT;
    const found = exportFormat(name);
    if (found) return found;
    throw wrong(
      '_outputFormat',
      say`Files cannot be written as ${excerptOf(name)}`,
      say`Allowed values: ${OUTPUT_FORMATS.join(', ')}.`,
    );
  }

  private types(named: readonly string[], type: string): readonly string[] {
    for (const each of named) this.requireServed('_type', each);
    const { exported } = this.stores;
    const asked = type === '' ? named : [type];
    const kept = asked.find((each) => !exported.includes(each));
    if (kept !== undefined) throw notExported(kept, exported, type === '' ? '_type' : undefined);
    return asked.length > 0 ? asked : exported;
  }

  private filters(queries: readonly string[], types: readonly string[]) {
    const filters = new Map<string, (readonly SearchClause[])[]>();
    const all = queries.flatMap(severalOf).filter((query) => query !== '');
    if (all.length > MOST_FILTERS) {
      const text = say`_typeFilter has ${all.length} searches; at most ${MOST_FILTERS} are allowed`;
      throw wrong('_typeFilter', text, say`Split it into several exports.`, 'too-costly');
    }
    for (const query of all) {
      const [type, clauses] = this.filter(query, types);
      filters.set(type, [...(filters.get(type) ?? []), clauses]);
    }
    return filters;
  }

  private filter(query: string, types: readonly string[]): [type: string, clauses: readonly SearchClause[]] {
    const mark = query.indexOf('?');
    const type = mark === -1 ? query : query.slice(0, mark);
    const example = say`Write a search such as ${types[0]!}?_lastUpdated=ge2026, with the characters & and = percent-encoded.`;
    if (mark === -1) throw wrong('_typeFilter', say`${excerptOf(query)} is not a search of a type`, example);
    this.requireServed('_typeFilter', type);
    if (!types.includes(type)) {
      throw wrong(
        '_typeFilter',
        say`${type} is not exported, but _typeFilter has a search for it`,
        say`Types exported: ${types.join(', ')}.`,
      );
    }
    const malformed = encodingFault(query.slice(mark + 1), 'http._typeFilter');
    if (malformed) throw malformed;
    const parameters = parse(query.slice(mark + 1)) as Parameters;
    const { clauses, unknown } = readClauses(this.index.of(type), parameters, NO_OTHERS, {
      baseUrl: this.options.baseUrl,
    });
    if (unknown.length > 0) throw refused(unknown);
    if (clauses.length === 0) throw wrong('_typeFilter', say`${excerptOf(query)} has no search parameter`, example);
    return [type, clauses];
  }

  private since(text: string | undefined): Date | undefined {
    if (text === undefined || text === '') return undefined;
    const span = timeSpan(text);
    const hint = say`Write an instant such as 2026-01-31T08:00:00Z, for example the transactionTime of a previous export.`;
    if (!span) throw wrong('_since', say`${excerptOf(text)} is not an instant`, hint);
    if (span.low > this.clock().getTime()) throw wrong('_since', say`${excerptOf(text)} is in the future`, hint);
    return new Date(span.low);
  }

  private elements(named: readonly string[], types: readonly string[]): ExportPlan['elements'] {
    const byType = new Map<string, Set<string>>();
    for (const each of named) {
      const [, type, element] = /^(?:([A-Z][A-Za-z]*)\.)?([a-z][A-Za-z]*)(?:\.[A-Za-z.]+)?$/.exec(each) ?? [];
      if (element === undefined) {
        const text = say`${excerptOf(each)} is not the name of an element`;
        throw wrong('_elements', text, say`Write names separated by commas, such as name,${types[0]!}.telecom.`);
      }
      if (type !== undefined && !types.includes(type)) {
        throw wrong(
          '_elements',
          say`${type} is not exported, but _elements names it`,
          say`Types exported: ${types.join(', ')}.`,
        );
      }
      requireElements([each], types.length === 1 ? types[0] : undefined);
      for (const of of type === undefined ? types : [type]) byType.set(of, (byType.get(of) ?? new Set()).add(element));
    }
    return byType;
  }

  private associatedSets(names: readonly string[], types: readonly string[]): readonly AssociatedData[] {
    return names.map((name) => {
      const found = this.associated.find((each) => each.name === name);
      if (!found) {
        const known = this.associated.map((each) => each.name);
        const hint = known.length > 0 ? say`Allowed values: ${known.join(', ')}.` : say`This server has none.`;
        throw wrong('includeAssociatedData', say`${excerptOf(name)} is not a set of associated data here`, hint);
      }
      const { from } = found.includes[0];
      if (types.includes(from)) return found;
      const text = say`${name} belongs to ${from}, which is not exported`;
      throw wrong('includeAssociatedData', text, say`Types exported: ${types.join(', ')}.`);
    });
  }

  private requireServed(parameter: string, type: string): void {
    const { served } = this.stores;
    if (served.has(type)) return;
    const meant = nearest(type, [...served.keys()]);
    const text = meant
      ? say`${excerptOf(type)} is not served here; did you mean ${meant}?`
      : say`${excerptOf(type)} is not served here`;
    throw wrong(parameter, text, say`Resource types of this server: ${[...served.keys()].join(', ')}.`);
  }
}

/** Values may be repeated or separated by commas. */
function listed(values: readonly string[] = []): readonly string[] {
  const all = values.flatMap((value) => value.split(',')).map((value) => value.trim());
  return [...new Set(all.filter((value) => value !== ''))];
}

/** Splits several searches in one value. A comma separates them only if the start of another search follows. */
function severalOf(value: string): readonly string[] {
  return value.split(/,(?=[A-Z][A-Za-z]+\?)/).map((query) => query.trim());
}

function wrong(parameter: string, text: Text, hint: Text, code: IssueDetail['code'] = 'value'): FhirError {
  return refused([{ code, text, hint, expression: `http.${parameter}` }]);
}

/** @param parameter that names the type; undefined when the URL does */
function notExported(type: string, exported: readonly string[], parameter: string | undefined): FhirError {
  const text = say`${type} is not exported by this server`;
  const hint = say`Search it page by page: GET [base]/${type}. Types exported: ${exported.join(', ')}.`;
  return refused([{ code: 'not-supported', text, hint, ...(parameter && { expression: `http.${parameter}` }) }]);
}

function refused(issues: readonly IssueDetail[]): FhirError {
  return new FhirError('invalid-request', issues[0]!.text, issues);
}
