import { Inject, Injectable } from '@nestjs/common';
import { Hook, type HookPoints } from '../plugin/hooks';
import { AuditTrail } from './audit-trail';

/** Delays answers until their record is stored. */
@Injectable()
export class RecordedAnswers {
  constructor(@Inject(AuditTrail) private readonly trail: AuditTrail) {}

  @Hook('request.answering', Number.MAX_SAFE_INTEGER)
  keep({ context, ...end }: HookPoints['request.answering']['event']): Promise<void> {
    return this.trail.keepAnswer(context, end);
  }
}
