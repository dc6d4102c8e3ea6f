import { IsIn, IsOptional, IsString } from 'class-validator';
import { say, type Message } from '../fhir/messages';
import { must, oneOf } from './rules';
import { list } from './transforms';

const POLICIES = ['smart', 'ror', 'none'] as const;
export type PolicyName = Exclude<(typeof POLICIES)[number], 'none'>;
type Auth = 'oauth' | 'demo' | 'none';

/** What users of the server may do and see; `docs/access-profiles.md` has the details. */
export class AccessSettings {
  @IsOptional()
  @list()
  @IsIn(POLICIES, { ...must(say`smart or ror, or both with a comma between, or none`), each: true })
  readonly ACCESS_POLICIES: readonly (typeof POLICIES)[number][] | undefined = undefined;

  @IsOptional()
  @IsString(must(say`a file`))
  readonly ROR_CLIENTS: string | undefined = undefined;

  @IsOptional()
  @oneOf(['required', 'optional'])
  readonly ROR_USER_HEADERS: 'required' | 'optional' | undefined = undefined;
}

/** Names of the environment variables for access policies. */
export const ACCESS_SETTING_NAMES = [
  'ACCESS_POLICIES',
  'ROR_CLIENTS',
  'ROR_USER_HEADERS',
] as const satisfies readonly (keyof AccessSettings)[];

/** Defaults by `AUTH`. With oauth, access without any policy must be requested explicitly (`none`). */
const POLICIES_OF: Readonly<Record<Auth, readonly PolicyName[]>> = {
  oauth: ['smart'],
  demo: ['smart', 'ror'],
  none: [],
};

export function policiesOf({ ACCESS_POLICIES }: AccessSettings, auth: Auth | undefined): readonly PolicyName[] {
  const named = ACCESS_POLICIES ?? POLICIES_OF[auth ?? 'none'];
  return named.filter((each) => each !== 'none');
}

/** The demo is used from a browser, which does not send these headers by itself. */
export function userHeadersOf({ ROR_USER_HEADERS }: AccessSettings, auth: Auth | undefined): 'required' | 'optional' {
  return ROR_USER_HEADERS ?? (auth === 'demo' ? 'optional' : 'required');
}

/** Conflicts between access settings. */
export function accessFaults(settings: AccessSettings, auth: Auth | undefined): readonly Message[] {
  const { ACCESS_POLICIES = [], ROR_CLIENTS, ROR_USER_HEADERS } = settings;
  const policies = policiesOf(settings, auth);
  const rules: readonly (readonly [isBroken: boolean, fault: Message])[] = [
    [ACCESS_POLICIES.includes('none') && ACCESS_POLICIES.length > 1, say`ACCESS_POLICIES is none, or names policies`],
    [new Set(ACCESS_POLICIES).size < ACCESS_POLICIES.length, say`ACCESS_POLICIES names a policy twice`],
    [policies.length > 0 && auth === 'none', say`ACCESS_POLICIES needs to know who asks: AUTH=oauth or AUTH=demo`],
    [ROR_CLIENTS !== undefined && !policies.includes('ror'), say`ROR_CLIENTS needs ACCESS_POLICIES with ror`],
    [ROR_USER_HEADERS !== undefined && !policies.includes('ror'), say`ROR_USER_HEADERS needs ACCESS_POLICIES with ror`],
  ];
  return rules.filter(([isBroken]) => isBroken).map(([, fault]) => fault);
}
