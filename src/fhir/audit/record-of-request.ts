import type { AnswerEnd } from '../plugin/hooks';
import type { StagedWrite } from '../plugin/plugin-unit';
import type { RequestContext } from '../plugin/request-context';
import { shortened } from '../messages';
import type { AuditRecord } from './audit-record';

/** Characters of a header, a name, an address. */
const MOST_OF_A_WORD = 500;
/** Characters of a query: a URL cannot be longer, and the form of a search may be four times as long. */
const MOST_OF_A_QUERY = 16_384;

/** How a request ended, as far as its record says so. */
export type RecordedEnd = Pick<AnswerEnd, 'status' | 'aborted' | 'versionId' | 'issue' | 'ms'>;

/** What a request asked for, and what became of it. @param headers names of those that are kept */
export function recordOfAnswer(context: RequestContext, end: RecordedEnd, headers: readonly string[]): AuditRecord {
  const before = context.versionId ?? end.versionId;
  return {
    ...about(context, headers),
    interaction: context.interaction,
    ...(context.type !== '' && { type: word(context.type) }),
    ...(context.id !== undefined && { id: word(context.id) }),
    ...(before !== undefined && { before: word(before) }),
    ...(context.dryRun && { dryRun: true as const }),
    status: end.status,
    ...(end.issue !== undefined && { issue: end.issue }),
    ...(end.aborted && { aborted: true as const }),
    ms: rounded(end.ms),
  };
}

/** What a request has written. */
export function recordOfWrite(context: RequestContext, written: StagedWrite, headers: readonly string[]): AuditRecord {
  const { version, previous } = written;
  const before = (previous?.['meta'] as { readonly versionId?: unknown } | undefined)?.versionId;
  const { origin } = context;
  return {
    ...about(context, headers),
    interaction: version.interaction,
    type: version.type,
    id: version.id,
    ...(typeof before === 'string' && { before }),
    after: version.versionId,
    ...(origin && { ms: rounded(performance.now() - origin.startedAt) }),
  };
}

type About = Omit<AuditRecord, 'interaction' | 'type' | 'id'>;

/** Who asked, from where, and how. */
function about({ principal, origin, operation, requestId, headers: sent }: RequestContext, headers: readonly string[]): About {
  const said = saidIn(sent, headers);
  const form = origin?.form;
  return {
    requestId,
    ...(operation !== undefined && { operation: word(operation) }),
    ...(principal && {
      ...(principal.client !== undefined && { client: word(principal.client) }),
      who: word(principal.id),
      ...(principal.issuer !== undefined && { issuer: word(principal.issuer) }),
      ...(principal.certificate && {
        certificate: word(principal.certificate.thumbprint),
        ...(principal.certificate.subject !== undefined && { subject: word(principal.certificate.subject) }),
      }),
    }),
    ...(origin && {
      ...(origin.address !== undefined && { address: word(origin.address) }),
      method: origin.method,
      url: query(origin.url),
    }),
    ...(form !== undefined && { form: query(form) }),
    ...(said && { said }),
  };
} // prettier-ignore

function saidIn(sent: RequestContext['headers'], names: readonly string[]): Record<string, string> | undefined {
  let said: Record<string, string> | undefined;
  for (const name of names) {
    const value = sent[name];
    if (value !== undefined) (said ??= {})[name] = word(String(value));
  }
  return said;
}

function word(text: string): string {
  return shortened(text, MOST_OF_A_WORD);
}

function query(text: string): string {
  return shortened(text, MOST_OF_A_QUERY);
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
