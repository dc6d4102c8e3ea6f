import { FhirError } from '../../errors/fhir-error';
import { say } from '../../messages';
import { fetchJson } from '../issuer/fetch-json';
import type { IntrospectionOptions, Issuer } from '../issuer/issuer';
import { badToken, undecided } from '../refusals';
import type { KnownToken } from './known-tokens';
import { principalOf, type Claims } from './principal-of';
import { bindingOf, checkAudience, checkTimes, type TokenRules } from './token-rules';

/** Concurrent requests per issuer; more are refused, so that unknown callers cannot make this server flood it. */
const MOST_AT_ONCE = 64;
const USUAL_SECONDS = 60;
/** How long a rejection is cached, seconds. */
const REFUSED_SECONDS = 10;

/** Checks tokens by asking their issuer. @see https://www.rfc-editor.org/rfc/rfc7662 */
export class Introspection {
  private asked = 0;

  constructor(
    readonly issuer: Issuer,
    private readonly options: IntrospectionOptions,
    private readonly rules: TokenRules,
  ) {}

  /**
   * @returns the principal or a rejection; rejections are cached as well, so the same question is not repeated at once
   * @throws FhirError `unavailable`
   */
  async check(token: string): Promise<KnownToken> {
    const now = this.rules.now();
    const claims = await this.ask(token);
    const { seconds = USUAL_SECONDS } = this.options;
    try {
      const boundTo = this.judge(claims);
      const end = typeof claims['exp'] === 'number' ? (claims['exp'] + this.rules.skew) * 1_000 : Infinity;
      return {
        finding: principalOf(claims, this.issuer.name),
        until: Math.min(now + seconds * 1_000, end),
        ...(boundTo !== undefined && { boundTo }),
      };
    } catch (refusal) {
      if (!(refusal instanceof FhirError)) throw refusal;
      return { finding: refusal, until: now + Math.min(seconds, REFUSED_SECONDS) * 1_000 };
    }
  }

  /** @throws FhirError `unauthenticated` */
  private judge(claims: Claims): string | undefined {
    const { rules, issuer } = this;
    const { iss, active } = claims;
    if (active !== true) throw revoked();
    checkTimes(claims, rules);
    if (iss !== undefined && iss !== issuer.name) throw revoked();
    checkAudience(claims, rules);
    return bindingOf(claims, rules);
  }

  private async ask(token: string): Promise<Claims> {
    if (this.asked >= MOST_AT_ONCE) throw undecided(new Error('too many questions at once'));
    this.asked += 1;
    try {
      const { clientId, clientSecret } = this.options;
      // Both are form-encoded before they are joined. @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1
      const credentials = [clientId, clientSecret].map(encodeForm).join(':');
      return await fetchJson(await this.issuer.introspectionEndpoint(), {
        method: 'POST',
        headers: {
          Authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
          'Content-Type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams({ token, token_type_hint: 'access_token' }).toString(),
      });
    } catch (failure) {
      throw undecided(failure);
    } finally {
      this.asked -= 1;
    }
  }
}

/** Introspection does not distinguish a token that never existed from one that was revoked. */
export function revoked(): FhirError {
  return badToken(
    say`The token is unknown, has expired, or was revoked`,
    say`Get a new token from the authorization server.`,
  );
}

function encodeForm(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}
