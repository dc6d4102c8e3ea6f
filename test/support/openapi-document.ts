import type { OpenAPIObject } from '@nestjs/swagger';
import request from 'supertest';
import { parseXml } from '../../src/fhir/xml';
import { FHIR_JSON, FHIR_XML, type TestApp } from './test-app';

export const FORM = 'application/x-www-form-urlencoded';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: { readonly pattern: string };
  readonly items?: Schema;
  readonly unevaluatedItems?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

type Example = { readonly $ref?: string; readonly value?: unknown };
export interface Media {
  readonly schema: Schema;
  readonly examples?: Readonly<Record<string, Example>>;
}
export type Content = Readonly<Record<string, Media>>;

export interface Answer {
  readonly description?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Content;
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema & { readonly example?: string };
  readonly examples?: Readonly<Record<string, { readonly value: string }>>;
}

export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Answer & { $ref?: string }>>;
}

export interface Located {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

/** An example of a body with its schema. An XML example has the schema of its JSON form. */
export interface Shown {
  readonly mediaType: string;
  readonly name: string;
  readonly value: unknown;
  readonly resource: unknown;
  readonly schema: Schema;
}

/** A text that the server serves outside FHIR. */
export async function fetchText({ app }: TestApp, path: string): Promise<string> {
  const reply = await request(app.getHttpServer() as Parameters<typeof request>[0])
    .get(path)
    .expect(200);
  return reply.text;
}

/** Operations whose successful answer is not a FHIR resource. */
const OF_THEIR_OWN: readonly string[] = ['exportPollStatusSystemByGet', 'exportFileSystemByGet'];

/** Answers questions about an OpenAPI document. */
export class DocumentReader {
  constructor(readonly document: OpenAPIObject) {}

  static async of(server: TestApp): Promise<DocumentReader> {
    return new DocumentReader(JSON.parse(await fetchText(server, '/openapi.json')) as OpenAPIObject);
  }

  operations(): Located[] {
    return Object.entries(this.document.paths).flatMap(([path, item]) =>
      Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({ path, method, operation })),
    );
  }

  operation(id: string): Located {
    const found = this.operations().find(({ operation }) => operation.operationId === id);
    if (!found) throw new Error(`There is no operation ${id}`);
    return found;
  }

  /** Resolves a `$ref`; returns anything else unchanged. */
  follow<T>(thing: T & { $ref?: string }): T {
    if (thing.$ref === undefined) return thing;
    return thing.$ref
      .slice(2)
      .split('/')
      .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], this.document) as T;
  }

  /** The possible contents of the answers of an operation. */
  answersOf({ operationId, responses }: Operation): Content[] {
    const contents = Object.values(responses).map((response) => this.follow(response).content);
    const isFhir = (content: Content): boolean => !OF_THEIR_OWN.includes(operationId) || 'text/html' in content;
    return contents.filter((content) => content !== undefined).filter(isFhir);
  }

  /** The contents of the request body of an operation: one or none. */
  bodiesOf({ requestBody }: Operation): Content[] {
    return requestBody ? [requestBody.content] : [];
  }

  examplesOf(content: Content = {}): Shown[] {
    return Object.entries(content).flatMap(([mediaType, { schema, examples = {} }]) =>
      Object.entries(examples).map(([name, example]) => {
        const { value } = this.follow(example);
        const xml = mediaType === FHIR_XML;
        const resource = xml ? parseXml(value as string).resource : value;
        return { mediaType, name, value, resource, schema: xml ? content[FHIR_JSON]!.schema : schema };
      }),
    );
  }

  /** The places where a value breaks a schema. Supports only the keywords that the document uses. */
  faults(value: unknown, pointer: Schema, at = '$'): string[] {
    const schema = this.follow(pointer);
    for (const branches of [schema.oneOf, schema.anyOf]) {
      if (branches && !branches.some((branch) => this.faults(value, branch, at).length === 0)) {
        return [`${at} fits no branch`];
      }
    }
    const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
    if (schema.type && schema.type.replace('integer', 'number') !== kind) return [`${at} is no ${schema.type}`];
    if (schema.enum && !schema.enum.includes(value)) return [`${at} is none of ${schema.enum.join()}`];
    if (typeof value === 'string' && !new RegExp(schema.pattern ?? '', 'u').test(value)) {
      return [`${at} breaks its pattern`];
    }
    const items = schema.items ?? schema.unevaluatedItems ?? {};
    if (Array.isArray(value)) return value.flatMap((item, i) => this.faults(item, items, `${at}[${i}]`));
    return kind === 'object' ? this.memberFaults(value as Record<string, unknown>, schema, at) : [];
  }

  private memberFaults(value: Readonly<Record<string, unknown>>, schema: Schema, at: string): string[] {
    const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(value, name));
    const legal = new RegExp(schema.propertyNames?.pattern ?? '', 'u');
    return [
      ...missing.map((name) => `${at}.${name} is missing`),
      ...Object.entries(value).flatMap(([name, member]) => {
        if (!legal.test(name)) return [`${at}.${name} is not known`];
        const patterns = Object.entries(schema.patternProperties ?? {}).filter(([pattern]) =>
          new RegExp(pattern, 'u').test(name),
        );
        const known = [schema.properties?.[name] ?? [], patterns.map(([, pattern]) => pattern)].flat(2);
        return known.flatMap((each) => this.faults(member, each, `${at}.${name}`));
      }),
    ];
  }
}
