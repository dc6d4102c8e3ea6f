/** A client of the demo: its secret is its name. */
export interface DemoClient {
  readonly id: string;
  readonly scopes: readonly string[];
  /** What its tokens say of it besides. */
  readonly claims: Readonly<Record<string, unknown>>;
}

const PROFILES = ['0', '1', '2', '3', '4', '5'];

/** One for each access profile of the directory, which read, and one that brings what a region supplies. */
export const DEMO_CLIENTS: readonly DemoClient[] = [
  ...PROFILES.map((profile) => ({
    id: `demo-${profile}`,
    scopes: ['system/*.rs'],
    claims: { ror_profile: profile, ror_role: 'consumer', ror_users: ['CU22|AUTOMATE'] },
  })),
  {
    id: 'demo-supplier',
    scopes: ['system/*.cruds', 'system/*.rs'],
    claims: { ror_profile: '1', ror_role: 'supplier', ror_region: '*' },
  },
];

/** What stands in Swagger's form at first. */
export const DEMO_SWAGGER_CLIENT = { clientId: 'demo-1', clientSecret: 'demo-1', scopes: ['system/*.rs'] };
