import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
  validateSync,
} from 'class-validator';
import { ACCESS_SETTING_NAMES, accessFaults } from './access-settings';
import { AUTH_SETTING_NAMES, authFaults, AuthSettings } from './auth-settings';
import { withSecretFiles } from './secret-files';
import { bytes, flag, list, number } from './transforms';

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
const LANGUAGES = ['en', 'fr'] as const;
const INTEGRITY = ['off', 'write', 'delete', 'on'] as const;

/** All settings, read once from the environment. The table in README.md lists the same. */
export class Settings extends AuthSettings {
  @number()
  @IsInt({ message: 'PORT must be a whole number' })
  @Min(0, { message: 'PORT must be 0 or more' })
  @Max(65_535, { message: 'PORT must be 65535 or less' })
  readonly PORT: number = 3000;

  @IsUrl(
    { require_tld: false, protocols: ['http', 'https'], require_protocol: true, disallow_auth: true },
    { message: 'BASE_URL must be an http(s) address without a password, such as https://ror.example.org/fhir' },
  )
  @Matches(/^[^/]+\/\/[^/]+\/+[^/]/, { message: 'BASE_URL must have a path, such as https://ror.example.org/fhir' })
  readonly BASE_URL!: string;

  @Matches(/^(sqlite:.+|(mysql|mariadb):\/\/.+)$/, {
    message: 'DATABASE_URL must start with sqlite:, mysql:// or mariadb://, such as sqlite:data/ror.db',
  })
  readonly DATABASE_URL: string = 'sqlite:data/ror.db';

  @number()
  @IsInt({ message: 'DATABASE_POOL_SIZE must be a whole number' })
  @Min(1, { message: 'DATABASE_POOL_SIZE must be 1 or more' })
  @Max(1_000, { message: 'DATABASE_POOL_SIZE must be 1000 or less' })
  readonly DATABASE_POOL_SIZE: number = 10;

  @flag()
  @IsBoolean({ message: 'DATABASE_MIGRATE must be true or false' })
  readonly DATABASE_MIGRATE: boolean = true;

  @flag()
  @IsBoolean({ message: 'DATABASE_SYNC_WAIT must be true or false' })
  readonly DATABASE_SYNC_WAIT: boolean = false;

  @flag()
  @IsBoolean({ message: 'SAMPLE_DATA must be true or false' })
  readonly SAMPLE_DATA: boolean = false;

  @bytes()
  @IsInt({ message: 'BODY_LIMIT must be a size, such as 500kb or 2mb' })
  @Min(1_024, { message: 'BODY_LIMIT must be 1kb or more' })
  readonly BODY_LIMIT: number = 2 * 1024 ** 2;

  @number()
  @IsInt({ message: 'REQUEST_TIMEOUT must be a whole number of seconds' })
  @Min(1, { message: 'REQUEST_TIMEOUT must be 1 or more seconds' })
  readonly REQUEST_TIMEOUT: number = 30;

  @bytes()
  @IsInt({ message: 'MEMORY_BUDGET must be a size, such as 384mb' })
  @Min(4 * 1024 ** 2, { message: 'MEMORY_BUDGET must be 4mb or more' })
  readonly MEMORY_BUDGET: number = 384 * 1024 ** 2;

  @number()
  @IsInt({ message: 'ANSWER_TIMEOUT must be a whole number of seconds' })
  @Min(1, { message: 'ANSWER_TIMEOUT must be 1 or more seconds' })
  readonly ANSWER_TIMEOUT: number = 30;

  @number()
  @IsInt({ message: 'MAX_CONNECTIONS must be a whole number' })
  @Min(1, { message: 'MAX_CONNECTIONS must be 1 or more' })
  readonly MAX_CONNECTIONS: number = 2_000;

  @number()
  @IsInt({ message: 'STOP_DELAY must be a whole number of seconds' })
  @Min(0, { message: 'STOP_DELAY must be 0 or more seconds' })
  readonly STOP_DELAY: number = 3;

  @number()
  @IsInt({ message: 'STOP_TIMEOUT must be a whole number of seconds' })
  @Min(1, { message: 'STOP_TIMEOUT must be 1 or more seconds' })
  readonly STOP_TIMEOUT: number = 5;

  @number()
  @IsInt({ message: 'EXPORT_AT_ONCE must be a whole number' })
  @Min(1, { message: 'EXPORT_AT_ONCE must be 1 or more' })
  @Max(16, { message: 'EXPORT_AT_ONCE must be 16 or less' })
  readonly EXPORT_AT_ONCE: number = 1;

  @number()
  @IsInt({ message: 'EXPORT_OPEN must be a whole number' })
  @Min(1, { message: 'EXPORT_OPEN must be 1 or more' })
  readonly EXPORT_OPEN: number = 20;

  @number()
  @IsInt({ message: 'EXPORT_KEPT must be a whole number of hours' })
  @Min(1, { message: 'EXPORT_KEPT must be 1 or more hours' })
  readonly EXPORT_KEPT: number = 24;

  @bytes()
  @IsInt({ message: 'EXPORT_BYTES must be a size, such as 500mb or 4gb' })
  @Min(1_024, { message: 'EXPORT_BYTES must be 1kb or more' })
  readonly EXPORT_BYTES: number = 4 * 1024 ** 3;

  @number()
  @IsInt({ message: 'EXPORT_LINES must be a whole number' })
  @Min(1, { message: 'EXPORT_LINES must be 1 or more' })
  readonly EXPORT_LINES: number = 20_000_000;

  @list()
  @Matches(/^(\*|https?:\/\/[^/\s]+)$/, {
    each: true,
    message: 'CORS_ORIGINS must be * or origins separated by commas, such as https://app.example.org',
  })
  readonly CORS_ORIGINS: readonly string[] = [];

  @number()
  @IsInt({ message: 'SEARCH_PAGE_SIZE must be a whole number' })
  @Min(1, { message: 'SEARCH_PAGE_SIZE must be 1 or more' })
  @Max(1_000, { message: 'SEARCH_PAGE_SIZE must be 1000 or less' })
  readonly SEARCH_PAGE_SIZE: number = 200;

  @number()
  @IsInt({ message: 'SEARCH_MOST_RESULTS must be a whole number' })
  @Min(0, { message: 'SEARCH_MOST_RESULTS must be 0 or more' })
  readonly SEARCH_MOST_RESULTS: number = 10_000;

  @number()
  @IsInt({ message: 'SEARCH_LINK_HOURS must be a whole number of hours' })
  @Min(1, { message: 'SEARCH_LINK_HOURS must be 1 or more hours' })
  readonly SEARCH_LINK_HOURS: number = 24;

  @IsOptional()
  @MinLength(32, { message: 'SEARCH_LINK_KEY must have 32 characters or more' })
  readonly SEARCH_LINK_KEY: string | undefined = undefined;

  @flag()
  @IsBoolean({ message: 'SEARCH_EXPLAIN must be true or false' })
  readonly SEARCH_EXPLAIN: boolean = false;

  @IsOptional()
  @IsIn(['on', 'off'], { message: 'AUDIT must be on or off' })
  readonly AUDIT: 'on' | 'off' | undefined = undefined;

  @IsIn(['batched', 'sync', 'off'], { message: 'AUDIT_READS must be batched, sync or off' })
  readonly AUDIT_READS: 'batched' | 'sync' | 'off' = 'batched';

  @IsIn(['refuse', 'drop'], { message: 'AUDIT_FULL must be refuse or drop' })
  readonly AUDIT_FULL: 'refuse' | 'drop' = 'refuse';

  @bytes()
  @IsInt({ message: 'AUDIT_QUEUE must be a size, such as 8mb' })
  @Min(64 * 1024, { message: 'AUDIT_QUEUE must be 64kb or more' })
  readonly AUDIT_QUEUE: number = 8 * 1024 ** 2;

  @number()
  @IsInt({ message: 'AUDIT_KEPT must be a whole number of days' })
  @Min(0, { message: 'AUDIT_KEPT must be 0 or more days' })
  @Max(36_500, { message: 'AUDIT_KEPT must be 36500 days or less' })
  readonly AUDIT_KEPT: number = 365;

  @IsOptional()
  @MinLength(32, { message: 'AUDIT_KEY must have 32 characters or more' })
  readonly AUDIT_KEY: string | undefined = undefined;

  @IsIn(['auditors', 'everybody'], { message: 'AUDIT_READERS must be auditors or everybody' })
  readonly AUDIT_READERS: 'auditors' | 'everybody' = 'auditors';

  @IsIn(LOG_LEVELS, { message: `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}` })
  readonly LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';

  @flag()
  @IsBoolean({ message: 'UPDATE_CREATE must be true or false' })
  readonly UPDATE_CREATE: boolean = false;

  @IsIn(['optional', 'required'], { message: 'IF_MATCH must be optional or required' })
  readonly IF_MATCH: 'optional' | 'required' = 'optional';

  @number()
  @IsInt({ message: 'BUNDLE_ENTRIES must be a whole number' })
  @Min(1, { message: 'BUNDLE_ENTRIES must be 1 or more' })
  @Max(10_000, { message: 'BUNDLE_ENTRIES must be 10000 or less' })
  readonly BUNDLE_ENTRIES: number = 1_000;

  @number()
  @IsInt({ message: 'BUNDLE_SECONDS must be a whole number of seconds' })
  @Min(1, { message: 'BUNDLE_SECONDS must be 1 or more seconds' })
  @Max(30, { message: 'BUNDLE_SECONDS must be 30 or less' })
  readonly BUNDLE_SECONDS: number = 20;

  @number()
  @IsInt({ message: 'CONDITIONAL_DELETE must be a whole number' })
  @Min(1, { message: 'CONDITIONAL_DELETE must be 1 or more' })
  @Max(1_000, { message: 'CONDITIONAL_DELETE must be 1000 or less' })
  readonly CONDITIONAL_DELETE: number = 1;

  @IsIn(['structure', 'base', 'profile'], { message: 'VALIDATION_LEVEL must be structure, base or profile' })
  readonly VALIDATION_LEVEL: 'structure' | 'base' | 'profile' = 'base';

  @IsIn(INTEGRITY, { message: `REFERENTIAL_INTEGRITY must be one of ${INTEGRITY.join(', ')}` })
  readonly REFERENTIAL_INTEGRITY: (typeof INTEGRITY)[number] = 'delete';

  @IsIn(['on', 'warn', 'off'], { message: 'BUSINESS_RULES must be on, warn or off' })
  readonly BUSINESS_RULES: 'on' | 'warn' | 'off' = 'on';

  @IsIn(['on', 'off'], { message: 'FULL_TEXT must be on or off' })
  readonly FULL_TEXT: 'on' | 'off' = 'on';

  @IsIn(['boot', 'beside', 'off'], { message: 'INDEX_UPKEEP must be boot, beside or off' })
  readonly INDEX_UPKEEP: 'boot' | 'beside' | 'off' = 'boot';

  @IsOptional()
  @IsString({ message: 'PACKAGES_FOLDER must be a folder' })
  readonly PACKAGES_FOLDER: string | undefined = undefined;

  @IsIn(['lenient', 'strict'], { message: 'HANDLING must be lenient or strict' })
  readonly HANDLING: 'lenient' | 'strict' = 'lenient';

  @IsIn(LANGUAGES, { message: 'LANGUAGE must be en or fr' })
  readonly LANGUAGE: (typeof LANGUAGES)[number] = 'en';

  @flag()
  @IsBoolean({ message: 'ROR_TELECOM_SYSTEM must be true or false' })
  readonly ROR_TELECOM_SYSTEM: boolean = true;

  @IsOptional()
  @IsString({ message: 'ROR_COMMUNES must be a file' })
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
 * @throws Error whose message names every invalid setting and its valid values; it does not repeat the given values,
 * which may contain a password
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Readonly<Settings> {
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
    // A value that is not a number is reported as such, not as out of range.
    .flatMap(({ constraints = {} }) => constraints['isInt'] ?? Object.values(constraints).slice(0, 1));
  if (faults.length === 0) faults.push(...authFaults(settings, environment), ...accessFaults(settings, settings.AUTH));
  if (faults.length > 0) throw new Error(`The server cannot start: ${faults.join('; ')}.`);
  return Object.freeze(Object.assign(settings, { BASE_URL: settings.BASE_URL.replace(/\/+$/, '') }));
}
