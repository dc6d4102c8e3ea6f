import { Inject, Injectable } from '@nestjs/common';
import { FhirError } from '../errors/fhir-error';
import { say } from '../messages';
import { Hook, type HookPoints } from '../plugin/hooks';
import { AuditTrail } from './audit-trail';

/** Refuses requests while no records can be stored. */
@Injectable()
export class NothingUnrecorded {
  constructor(@Inject(AuditTrail) private readonly trail: AuditTrail) {}

  @Hook('request.received', Number.MIN_SAFE_INTEGER)
  admit({ context }: HookPoints['request.received']['event']): void {
    if (this.trail.queue.hasRoom || context.interaction === 'capabilities') return;
    const text = say`This server cannot write its audit log at the moment, and carries out no request without a record`;
    throw new FhirError('unavailable', text, [{ text, hint: say`Send the request again in a few seconds.` }]);
  }
}
