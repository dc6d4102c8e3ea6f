/** A client of the demo; its secret is its id. */
export interface DemoClient {
  readonly id: string;
  readonly scopes: readonly string[];
  /** Further claims in its tokens. */
  readonly claims: Readonly<Record<string, unknown>>;
}

const PROFILES = ['0', '1', '2', '3', '4', '5'];

/** One reading client for each access profile of the directory, and one that supplies the data of a region. */
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

/** Initial values of the form in Swagger UI. */
export const DEMO_SWAGGER_CLIENT = { clientId: 'demo-1', clientSecret: 'demo-1', scopes: ['system/*.rs'] };
