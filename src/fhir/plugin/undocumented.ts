import { SetMetadata } from '@nestjs/common';

const UNDOCUMENTED = 'fhir:undocumented';

/**
 * Leaves the routes of a controller out of the OpenAPI document. Unlike the decorator of `@nestjs/swagger`, it does not
 * load that package, which takes a seventh of the start of a server and is needed only once someone reads the document.
 */
export function Undocumented(): ClassDecorator {
  return SetMetadata(UNDOCUMENTED, true);
}

export function isUndocumented(controller: object): boolean {
  return Reflect.getMetadata(UNDOCUMENTED, controller) === true;
}
