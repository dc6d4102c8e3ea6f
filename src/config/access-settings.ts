import { IsIn, IsOptional, IsString } from 'class-validator';
import { list } from './transforms';

const POLICIES = ['smart', 'ror', 'none'] as const;
export type PolicyName = Exclude<(typeof POLICIES)[number], 'none'>;
type Auth = 'oauth' | 'demo' | 'none';

/** What those may do, and see, who may use the server: `docs/access-profiles.md` says it at length. */
export class AccessSettings {
  @IsOptional()
  @list()
  @IsIn(POLICIES, {
    each: true,
    message: 'ACCESS_POLICIES must be smart or ror, or both with a comma between, or none',
  })
  readonly ACCESS_POLICIES: readonly (typeof POLICIES)[number][] | undefined = undefined;

  @IsOptional()
  @IsString({ message: 'ROR_CLIENTS must be a file' })
  readonly ROR_CLIENTS: string | undefined = undefined;

  @IsOptional()
  @IsIn(['required', 'optional'], { message: 'ROR_USER_HEADERS must be required or optional' })
  readonly ROR_USER_HEADERS: 'required' | 'optional' | undefined = undefined;
}

/** Names of the environment variables that are about access. */
export const ACCESS_SETTING_NAMES = [
  'ACCESS_POLICIES',
  'ROR_CLIENTS',
  'ROR_USER_HEADERS',
] as const satisfies readonly (keyof AccessSettings)[];

/** Whoever has a token may do everything where no policy is named: that has to be said outright. */
const POLICIES_OF: Readonly<Record<Auth, readonly PolicyName[]>> = {
  oauth: ['smart'],
  demo: ['smart', 'ror'],
  none: [],
};

export function policiesOf({ ACCESS_POLICIES }: AccessSettings, auth: Auth | undefined): readonly PolicyName[] {
  const named = ACCESS_POLICIES ?? POLICIES_OF[auth ?? 'none'];
  return named.filter((each) => each !== 'none');
}

/** The demo is to be tried in a browser, which sends no headers of its own accord. */
export function userHeadersOf({ ROR_USER_HEADERS }: AccessSettings, auth: Auth | undefined): 'required' | 'optional' {
  return ROR_USER_HEADERS ?? (auth === 'demo' ? 'optional' : 'required');
}

/** What is wrong with settings of access together. */
export function accessFaults(settings: AccessSettings, auth: Auth | undefined): string[] {
  const { ACCESS_POLICIES = [], ROR_CLIENTS, ROR_USER_HEADERS } = settings;
  const policies = policiesOf(settings, auth);
  const rules: readonly (readonly [isBroken: boolean, fault: string])[] = [
    [ACCESS_POLICIES.includes('none') && ACCESS_POLICIES.length > 1, 'ACCESS_POLICIES is none, or names policies'],
    [new Set(ACCESS_POLICIES).size < ACCESS_POLICIES.length, 'ACCESS_POLICIES names a policy twice'],
    [policies.length > 0 && auth === 'none', 'ACCESS_POLICIES needs to know who asks: AUTH=oauth or AUTH=demo'],
    [ROR_CLIENTS !== undefined && !policies.includes('ror'), 'ROR_CLIENTS needs ACCESS_POLICIES with ror'],
    [ROR_USER_HEADERS !== undefined && !policies.includes('ror'), 'ROR_USER_HEADERS needs ACCESS_POLICIES with ror'],
  ];
  return rules.filter(([isBroken]) => isBroken).map(([, fault]) => fault);
}
