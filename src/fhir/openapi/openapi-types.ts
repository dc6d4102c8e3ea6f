import type { ComponentsObject } from '@nestjs/swagger';

export type {
  ComponentsObject as Components,
  ContentObject as Content,
  ExampleObject as Example,
  HeaderObject as Header,
  MediaTypeObject as Media,
  OpenAPIObject,
  OperationObject as Operation,
  ParameterObject as Parameter,
  PathItemObject as PathItem,
  ReferenceObject as Ref,
  ResponseObject as Response,
  SchemaObject as Schema,
} from '@nestjs/swagger';

/** A reference to a component: `ref('schemas', 'Organization')`. */
export function ref(kind: keyof ComponentsObject, name: string): { $ref: string } {
  return { $ref: `#/components/${kind}/${name}` };
}
