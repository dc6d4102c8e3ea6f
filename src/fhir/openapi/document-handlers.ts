import type { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { ApiExcludeController } from '@nestjs/swagger';
import { MetadataController } from '../capability/metadata.controller';
import { isUndocumented } from '../plugin/undocumented';
import { DEFINITION_TYPES, type DefinitionType } from '../profile/definition-library';
import { BundleController } from '../rest/bundle/bundle.controller';
import { factsOf } from '../rest/fhir-route';
import { SystemController } from '../rest/system.controller';
import { servedBy } from '../rest/resource.controller';
import { documentDefinition } from './document-definition';
import { documentBundle } from './document-bundle';
import { documentSystem } from './document-system';
import { documentCapabilities, documentRoute } from './document-route';

/** Handlers that are already documented; a second application in the process may have the same ones. */
const told = new WeakSet<object>();

/** Documents the handlers of all FHIR controllers of an application according to their routes. */
export function documentHandlers(app: INestApplication): void {
  for (const { controllers } of app.get(ModulesContainer).values()) {
    for (const { metatype } of controllers.values()) {
      if (typeof metatype !== 'function') continue;
      if (isUndocumented(metatype)) ApiExcludeController()(metatype);
      else documentAll(metatype.prototype as object);
    }
  }
}

/** Also documents inherited handlers. */
function documentAll(prototype: object | null): void {
  if (prototype === null || prototype === Object.prototype) return;
  for (const [name, method] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    const handler: unknown = method.value;
    if (typeof handler !== 'function' || told.has(handler)) continue;
    const decorate = decoratorOf(prototype, handler);
    if (!decorate) continue;
    told.add(handler);
    decorate(prototype, name, method);
  }
  documentAll(Object.getPrototypeOf(prototype) as object | null);
}

function decoratorOf(prototype: object, handler: object): MethodDecorator | undefined {
  const served = servedBy(handler);
  if (served) return documentRoute(served.route, served.definition);
  const { interaction, type } = factsOf(handler);
  if (prototype === MetadataController.prototype && interaction === 'capabilities') return documentCapabilities();
  if (prototype === BundleController.prototype && interaction === 'transaction') return documentBundle();
  if (prototype === SystemController.prototype)
    return documentSystem(interaction, (handler as { readonly name: string }).name);
  if (!isDefinitionType(type)) return undefined;
  return documentDefinition(type, interaction === 'read' ? 'read' : 'search');
}

function isDefinitionType(type: string | undefined): type is DefinitionType {
  return (DEFINITION_TYPES as readonly (string | undefined)[]).includes(type);
}
