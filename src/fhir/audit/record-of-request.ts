import type { AnswerEnd } from '../plugin/hooks';
import type { StagedWrite } from '../plugin/plugin-unit';
import type { RequestContext } from '../plugin/request-context';
import { shortened } from '../messages';
import { plainAddress } from '../options/plain-address';
import type { AuditOptions } from './audit-options';
import type { AuditRecord } from './audit-record';

/** Maximum length of a header, name or address, characters. */
const MOST_OF_A_WORD = 500;
/** Maximum length of a query, characters. A URL cannot be longer; the form of a search can be four times as long. */
const MOST_OF_A_QUERY = 16_384;

/** Maximum number of addresses read from `X-Forwarded-For`. */
const MOST_PROXIES = 100;

/** The end of a request, as far as it is recorded. */
export type RecordedEnd = Pick<AnswerEnd, 'status' | 'aborted' | 'versionId' | 'issue' | 'ms'>;

/** Options that determine what is read from a request. */
export type Looking = Pick<AuditOptions, 'headers' | 'proxies'>;

/** The record of a request and its answer. */
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

/** The record of a write. */
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

/** The parts common to all records: who asked, from where, and how. */
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
 * The last address that is not a trusted proxy. Addresses before it can be forged.
 * @param near the peer address of the connection
 * @param forwarded `X-Forwarded-For`, to which each proxy appends the address of its peer
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
  const client = way.findLast((each) => !proxies.has(each)) ?? way[0] ?? near;
  return client === undefined ? undefined : plainAddress(client);
}
