import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { IsOptional, IsString, IsUrl, Matches, validateSync } from 'class-validator';
import { ACCESS_SETTING_NAMES, accessFaults } from './access-settings';
import { AUTH_SETTING_NAMES, authFaults, AuthSettings } from './auth-settings';
import { say } from '../fhir/messages';
import { cannotStartFor, faultOf } from './faults';
import { memoryFaults, memoryOfProcess } from './memory-faults';
import { key, must, oneOf, onOff, type Rule, seconds, size, whole } from './rules';
import { isSecret, withSecretFiles } from './secret-files';
import { list } from './transforms';

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
const LANGUAGES = ['en', 'fr'] as const;
const INTEGRITY = ['off', 'write', 'delete', 'on'] as const;

/** One sentence for all that may be wrong with it. */
const ADDRESS = say`an http(s) address with a path of letters, digits and ${'-._~'}, without a password, a query or a fragment, such as ${'https://ror.example.org/fhir'}`;
const DATABASE = say`an address such as ${'sqlite:data/ror.db'} or ${'mariadb://user:password@host:port/database'}`;

/** All settings, read once from the environment. The table in README.md lists the same. */
export class Settings extends AuthSettings {
  @whole(0, 65_535)
  readonly PORT: number = 3000;

  @IsUrl(
    { require_tld: false, protocols: ['http', 'https'], require_protocol: true, disallow_auth: true },
    must(ADDRESS),
  )
  // The router would take other characters for a pattern, and serves neither empty segments nor dots.
  @Matches(/^[^/]+\/\/[^/]+(\/(?!\.{1,2}(\/|$))[\w.~%-]+)+\/*$/, must(ADDRESS))
  readonly BASE_URL!: string;

  @Matches(/^(sqlite:.+|(mysql|mariadb):\/\/.+)$/, must(DATABASE))
  readonly DATABASE_URL: string = 'sqlite:data/ror.db';

  @whole(1, 1_000)
  readonly DATABASE_POOL_SIZE: number = 10;

  @onOff()
  readonly DATABASE_MIGRATE: boolean = true;

  @onOff()
  readonly DATABASE_SYNC_WAIT: boolean = false;

  @onOff()
  readonly SAMPLE_DATA: boolean = false;

  @size('1kb', 1_024, '2mb')
  readonly BODY_LIMIT: number = 2 * 1024 ** 2;

  @seconds(1)
  readonly REQUEST_TIMEOUT: number = 30;

  @size('4mb', 4 * 1024 ** 2, '384mb')
  readonly MEMORY_BUDGET: number = 384 * 1024 ** 2;

  @seconds(1)
  readonly ANSWER_TIMEOUT: number = 30;

  @whole(1)
  readonly MAX_CONNECTIONS: number = 2_000;

  @seconds(0)
  readonly STOP_DELAY: number = 3;

  @seconds(1)
  readonly STOP_TIMEOUT: number = 5;

  @whole(1, 16)
  readonly EXPORT_AT_ONCE: number = 1;

  @whole(1)
  readonly EXPORT_OPEN: number = 20;

  @whole(1, 87_600, say`hours`)
  readonly EXPORT_KEPT: number = 24;

  @size('1kb', 1_024, '4gb')
  readonly EXPORT_BYTES: number = 4 * 1024 ** 3;

  @whole(1)
  readonly EXPORT_LINES: number = 20_000_000;

  @list()
  @Matches(/^(\*|https?:\/\/[^/\s]+)$/, {
    ...must(say`* or origins with commas between, such as ${'https://app.example.org'}`),
    each: true,
  })
  readonly CORS_ORIGINS: readonly string[] = [];

  @whole(1, 1_000)
  readonly SEARCH_PAGE_SIZE: number = 200;

  @whole(0)
  readonly SEARCH_MOST_RESULTS: number = 10_000;

  @whole(1, 87_600, say`hours`)
  readonly SEARCH_LINK_HOURS: number = 24;

  @IsOptional()
  @key()
  readonly SEARCH_LINK_KEY: string | undefined = undefined;

  @onOff()
  readonly SEARCH_EXPLAIN: boolean = false;

  @IsOptional()
  @oneOf(['on', 'off'])
  readonly AUDIT: 'on' | 'off' | undefined = undefined;

  @oneOf(['batched', 'sync', 'off'])
  readonly AUDIT_READS: 'batched' | 'sync' | 'off' = 'batched';

  @oneOf(['refuse', 'drop'])
  readonly AUDIT_FULL: 'refuse' | 'drop' = 'refuse';

  @size('64kb', 64 * 1024, '8mb')
  readonly AUDIT_QUEUE: number = 8 * 1024 ** 2;

  @whole(0, 36_500, say`days`)
  readonly AUDIT_KEPT: number = 365;

  @IsOptional()
  @key()
  readonly AUDIT_KEY: string | undefined = undefined;

  @oneOf(['auditors', 'everybody'])
  readonly AUDIT_READERS: 'auditors' | 'everybody' = 'auditors';

  @oneOf(LOG_LEVELS)
  readonly LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';

  @onOff()
  readonly UPDATE_CREATE: boolean = false;

  @oneOf(['optional', 'required'])
  readonly IF_MATCH: 'optional' | 'required' = 'optional';

  @whole(1, 10_000)
  readonly BUNDLE_ENTRIES: number = 1_000;

  @seconds(1, 30)
  readonly BUNDLE_SECONDS: number = 20;

  @whole(1, 1_000)
  readonly CONDITIONAL_DELETE: number = 1;

  @oneOf(['structure', 'base', 'profile'])
  readonly VALIDATION_LEVEL: 'structure' | 'base' | 'profile' = 'base';

  @oneOf(INTEGRITY)
  readonly REFERENTIAL_INTEGRITY: (typeof INTEGRITY)[number] = 'delete';

  @oneOf(['on', 'warn', 'off'])
  readonly BUSINESS_RULES: 'on' | 'warn' | 'off' = 'on';

  @oneOf(['on', 'off'])
  readonly FULL_TEXT: 'on' | 'off' = 'on';

  @oneOf(['boot', 'beside', 'off'])
  readonly INDEX_UPKEEP: 'boot' | 'beside' | 'off' = 'boot';

  @IsOptional()
  @IsString(must(say`a folder`))
  readonly PACKAGES_FOLDER: string | undefined = undefined;

  @oneOf(['lenient', 'strict'])
  readonly HANDLING: 'lenient' | 'strict' = 'lenient';

  @oneOf(LANGUAGES)
  readonly LANGUAGE: (typeof LANGUAGES)[number] = 'en';

  @onOff()
  readonly ROR_TELECOM_SYSTEM: boolean = true;

  @IsOptional()
  @IsString(must(say`a file`))
  readonly ROR_COMMUNES: string | undefined = undefined;
}

/** Names of the environment variables the server reads. */
export const SETTING_NAMES = [
  'PORT', 'BASE_URL', 'DATABASE_URL', 'DATABASE_POOL_SIZE', 'DATABASE_MIGRATE', 'DATABASE_SYNC_WAIT', 'SAMPLE_DATA',
  'BODY_LIMIT', 'REQUEST_TIMEOUT', 'MEMORY_BUDGET', 'ANSWER_TIMEOUT', 'MAX_CONNECTIONS',
  'EXPORT_AT_ONCE', 'EXPORT_OPEN', 'EXPORT_KEPT', 'EXPORT_BYTES', 'EXPORT_LINES', 'STOP_DELAY', 'STOP_TIMEOUT',
  'CORS_ORIGINS', 'SEARCH_PAGE_SIZE', 'SEARCH_MOST_RESULTS', 'SEARCH_LINK_HOURS', 'SEARCH_LINK_KEY', 'SEARCH_EXPLAIN',
  'AUDIT', 'AUDIT_READS', 'AUDIT_FULL', 'AUDIT_QUEUE', 'AUDIT_KEPT', 'AUDIT_KEY', 'AUDIT_READERS', 'LOG_LEVEL', 'UPDATE_CREATE', 'BUNDLE_ENTRIES', 'BUNDLE_SECONDS', 'CONDITIONAL_DELETE', 'IF_MATCH', 'VALIDATION_LEVEL',
  'REFERENTIAL_INTEGRITY', 'BUSINESS_RULES', 'FULL_TEXT', 'INDEX_UPKEEP', 'PACKAGES_FOLDER', 'HANDLING', 'LANGUAGE', 'ROR_TELECOM_SYSTEM',
  'ROR_COMMUNES', ...AUTH_SETTING_NAMES, ...ACCESS_SETTING_NAMES,
] as const satisfies readonly (keyof Settings)[]; // prettier-ignore

/**
 * @param most bytes of memory that this process can have
 * @throws SentenceError that names every invalid setting, what it is, unless it is secret, and what would be right
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  most = memoryOfProcess(),
): Readonly<Settings> {
  const stated = withSecretFiles(environment);
  const given = Object.fromEntries(SETTING_NAMES.flatMap((name) => (stated[name] ? [[name, stated[name]]] : [])));
  const port = given['PORT'] ?? '3000';
  const settings = plainToInstance(Settings, {
    BASE_URL: `${given['TLS_KEY_FILE'] ? 'https' : 'http'}://localhost:${port}/fhir`,
    ...given,
  });
  const faults = validateSync(settings)
    // A default BASE_URL is only invalid because of an invalid PORT.
    .filter(({ property }) => property !== 'BASE_URL' || given['BASE_URL'] !== undefined)
    .map(({ property, contexts = {} }) =>
      faultOf(property, Object.values<Rule>(contexts)[0]!.right, isSecret(property) ? undefined : given[property]),
    );
  if (faults.length === 0) {
    faults.push(...authFaults(settings, environment), ...accessFaults(settings, settings.AUTH));
    if (settings.MANAGEMENT_PORT === settings.PORT && settings.PORT !== 0)
      faults.push(say`MANAGEMENT_PORT must be another port than PORT`);
    faults.push(...memoryFaults(settings, given, most));
  }
  if (faults.length > 0) throw cannotStartFor(faults);
  return Object.freeze(Object.assign(settings, { BASE_URL: settings.BASE_URL.replace(/\/+$/, '') }));
}
