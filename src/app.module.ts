import { type DynamicModule, Module, type Type } from '@nestjs/common';
import type { Settings } from './config/settings';
import { policiesOf, userHeadersOf } from './config/access-settings';
import {
  auditPlugins,
  type Authenticator,
  FhirModule,
  type PluginModule,
  SmartScopesModule,
  type Throttle,
  TrustedProxies,
} from './fhir';
// Not from its index, which loads facades and the memory store too.
import { PersistenceModule } from './persistence/persistence.module';
import { readClients, readCommunes, RorAccessModule, rorPlugins, USER_HEADERS } from './ror';
import type { DemoIssuer } from './server/demo/demo-issuer';
import { serverFrench } from './server/messages/fr';
import { PrometheusTelemetry } from './server/metrics/prometheus-telemetry';
import { OperationsModule } from './server/operations.module';
import { StartProgress } from './server/start/start-progress';
import { software } from './server/software';
import { NAVIGATION } from './server/welcome/navigation';

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;

export interface Composition {
  /** Plugins served in addition to the ROR directory. */
  readonly plugins?: readonly PluginModule[];
  /** Is told how far the work on the database at start is; default: a new instance. */
  readonly progress?: StartProgress;
  /** Collects metrics; default: a new instance. */
  readonly telemetry?: PrometheusTelemetry;
  /** Authenticates requests instead of what the settings name. */
  readonly authenticator?: Authenticator | undefined;
  /** A module that exports RESOURCE_STORE, instead of the database in the settings. */
  readonly persistence?: Type | DynamicModule;
  /** Limits the requests of clients; default: no limit. */
  readonly throttle?: Throttle | undefined;
  /** Issues tokens of the demo. */
  readonly demo?: DemoIssuer | undefined;
  /** For bulk loading: see `PersistenceOptions`. */
  readonly bulk?: boolean;
  /** To read a database and nothing else: see `PersistenceOptions`. */
  readonly readsOnly?: boolean;
  /** See `FhirOptions`. */
  readonly givesUpLabels?: boolean;
  readonly keepsLabels?: boolean;
}

/** The composition root: which plugins run, on which store, and how strict the server is. */
@Module({})
export class AppModule {
  static forRoot(settings: Settings, composition: Composition = {}): DynamicModule {
    const {
      plugins = [],
      persistence,
      bulk = false,
      readsOnly = false,
      givesUpLabels = false,
      keepsLabels = false,
      authenticator,
      throttle,
      demo,
      telemetry = new PrometheusTelemetry(),
      progress = new StartProgress(),
    } = composition;
    const fhir = FhirModule.forRoot({
      plugins: [
        ...directory(settings),
        ...policies(settings, authenticator),
        ...audit(settings, authenticator !== undefined),
        ...plugins,
      ],
      persistence: persistence ?? database(settings, { bulk, readsOnly }, progress),
      fullText: settings.FULL_TEXT === 'on',
      baseUrl: settings.BASE_URL,
      path: new URL(settings.BASE_URL).pathname,
      updateCreate: settings.UPDATE_CREATE,
      conditionalDelete: settings.CONDITIONAL_DELETE,
      bundles: {
        mostEntries: settings.BUNDLE_ENTRIES,
        seconds: settings.BUNDLE_SECONDS,
        importer: 'npx ror-fhir import',
      },
      ifMatch: settings.IF_MATCH,
      handling: settings.HANDLING,
      language: settings.LANGUAGE,
      messages: { fr: serverFrench },
      validationLevel: settings.VALIDATION_LEVEL,
      referentialIntegrity: settings.REFERENTIAL_INTEGRITY,
      businessRules: settings.BUSINESS_RULES,
      indexUpkeep: settings.INDEX_UPKEEP,
      // A server with the sample directory is for trials, with tokens and without.
      givesUpLabels: settings.SAMPLE_DATA || givesUpLabels,
      keepsLabels: readsOnly || keepsLabels,
      onIndexing: progress.indexing,
      ...(settings.PACKAGES_FOLDER && { packagesFolder: settings.PACKAGES_FOLDER }),
      memoryBudget: settings.MEMORY_BUDGET,
      bodyLimit: settings.BODY_LIMIT,
      jobs: {
        atOnce: settings.EXPORT_AT_ONCE,
        open: settings.EXPORT_OPEN,
        openByClient: settings.EXPORTS_PER_CLIENT,
        keptMs: settings.EXPORT_KEPT * HOUR_MS,
        bytes: settings.EXPORT_BYTES,
        lines: settings.EXPORT_LINES,
      },
      ...(authenticator && { authenticator }),
      ...(throttle && { throttle }),
      navigation: NAVIGATION,
      search: {
        pageSize: settings.SEARCH_PAGE_SIZE,
        mostResults: settings.SEARCH_MOST_RESULTS,
        linkHours: settings.SEARCH_LINK_HOURS,
        explain: settings.SEARCH_EXPLAIN,
        ...(settings.SEARCH_LINK_KEY && { linkKey: settings.SEARCH_LINK_KEY }),
      },
      software,
    });
    return { module: AppModule, imports: [fhir, OperationsModule.forRoot(fhir, telemetry, progress, demo)] };
  }
}

function directory({ ROR_TELECOM_SYSTEM, ROR_COMMUNES }: Settings): readonly PluginModule[] {
  return rorPlugins({
    telecomSystem: ROR_TELECOM_SYSTEM,
    ...(ROR_COMMUNES && { communes: readCommunes(ROR_COMMUNES) }),
  });
}

/** Access policies: who may do what, and see what. */
function policies(settings: Settings, authenticator: Authenticator | undefined): readonly PluginModule[] {
  const { AUTH, ROR_CLIENTS } = settings;
  const userHeaders = userHeadersOf(settings, AUTH);
  const isOfSeveral = (authenticator?.describe?.().issuers?.length ?? 0) > 1;
  const clients = () => readClients(ROR_CLIENTS!, isOfSeveral);
  const byName = {
    smart: () => SmartScopesModule,
    ror: () => RorAccessModule.forRoot({ userHeaders, ...(ROR_CLIENTS && { clients: clients() }) }),
  };
  return policiesOf(settings, AUTH).map((name) => byName[name]());
}

/** @param isGiven whether an authenticator is configured */
function audit(settings: Settings, isGiven: boolean): readonly PluginModule[] {
  const isAuthenticated = settings.AUTH === 'oauth' || settings.AUTH === 'demo';
  if ((settings.AUDIT ?? (isAuthenticated ? 'on' : 'off')) === 'off') return [];
  return auditPlugins(
    {
      reads: settings.AUDIT_READS,
      whenFull: settings.AUDIT_FULL,
      queueBytes: settings.AUDIT_QUEUE,
      keptMs: settings.AUDIT_KEPT * DAY_MS,
      readers: settings.AUDIT_READERS,
      proxies: new TrustedProxies(settings.TRUSTED_PROXIES),
      headers: USER_HEADERS.map((name) => name.toLowerCase()),
      ...(settings.AUDIT_KEY !== undefined && { key: settings.AUDIT_KEY }),
    },
    // Without authentication, nobody is an auditor.
    isAuthenticated || isGiven || settings.AUDIT_READERS === 'everybody',
  );
}

function database(
  { DATABASE_URL, DATABASE_POOL_SIZE, DATABASE_MIGRATE, DATABASE_SYNC_WAIT }: Settings,
  how: Required<Pick<Composition, 'bulk' | 'readsOnly'>>,
  progress: StartProgress,
): DynamicModule {
  return PersistenceModule.forRoot({
    url: DATABASE_URL,
    poolSize: DATABASE_POOL_SIZE,
    syncWait: DATABASE_SYNC_WAIT,
    migrationsRun: DATABASE_MIGRATE,
    ...how,
    onMigration: progress.migrating,
  });
}
