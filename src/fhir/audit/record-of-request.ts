import type { AnswerEnd } from '../plugin/hooks';
import type { StagedWrite } from '../plugin/plugin-unit';
import type { RequestContext } from '../plugin/request-context';
import { shortened } from '../messages';
import type { AuditOptions } from './audit-options';
import type { AuditRecord } from './audit-record';

/** Characters of a header, a name, an address. */
const MOST_OF_A_WORD = 500;
/** Characters of a query: a URL cannot be longer, and the form of a search may be four times as long. */
const MOST_OF_A_QUERY = 16_384;

/** Addresses of `X-Forwarded-For` that are looked at. */
const MOST_PROXIES = 100;

/** How a request ended, as far as its record says so. */
export type RecordedEnd = Pick<AnswerEnd, 'status' | 'aborted' | 'versionId' | 'issue' | 'ms'>;

/** What of a request is looked at besides. */
export type Looking = Pick<AuditOptions, 'headers' | 'proxies'>;

/** What a request asked for, and what became of it. */
export function recordOfAnswer(context: RequestContext, end: RecordedEnd, looking: Looking): AuditRecord {
  const before = context.versionId ?? end.versionId;
  return {
    ...about(context, looking),
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
export function recordOfWrite(context: RequestContext, written: StagedWrite, looking: Looking): AuditRecord {
  const { version, previous } = written;
  const before = (previous?.['meta'] as { readonly versionId?: unknown } | undefined)?.versionId;
  const { origin } = context;
  return {
    ...about(context, looking),
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
function about(context: RequestContext, { headers = [], proxies }: Looking): About {
  const { principal, origin, operation, requestId } = context;
  const said = saidIn(context.headers, headers);
  const address = origin && addressOf(origin.address, context.headers['x-forwarded-for'], proxies);
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
      ...(address !== undefined && { address: word(address) }),
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

/**
 * The last address on the way that is not one of a trusted proxy: what stands before it may be anything.
 * @param near of the connection
 * @param forwarded `X-Forwarded-For`: each proxy appends from where it was asked
 */
export function addressOf(
  near: string | undefined,
  forwarded: string | string[] | undefined,
  proxies: AuditOptions['proxies'],
): string | undefined {
  if (!proxies?.has(near) || forwarded === undefined) return near;
  const way = String(forwarded)
    .split(',', MOST_PROXIES)
    .map((each) => each.trim())
    .filter((each) => each !== '');
  return way.findLast((each) => !proxies.has(each)) ?? way[0] ?? near;
}
