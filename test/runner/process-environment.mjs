import { createRequire } from 'node:module';
import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';
import { countBlocks } from './count-blocks.mjs';
import './load-typescript.mjs';

/** Stands for the realm of the process where Jest expects a context. */
const HERE = Object.freeze({});

const { compileFunction } = vm;
vm.compileFunction = (code, parameters, options) =>
  compileFunction(code, parameters, {
    ...options,
    parsingContext: options?.parsingContext === HERE ? undefined : options?.parsingContext,
  });

const require = createRequire(import.meta.url);
globalThis[Symbol.for('as Node loads it')] = require;

/** Lets the source be loaded anew. @returns puts what was loaded before in place again */
function setSourceAside() {
  const loaded = Object.entries(require.cache).filter(([path]) => path.endsWith('.ts'));
  forgetSource();
  return () => {
    forgetSource();
    for (const [path, module] of loaded) require.cache[path] = module;
  };
}

function forgetSource() {
  for (const path of Object.keys(require.cache)) if (path.endsWith('.ts')) delete require.cache[path];
}

/**
 * Removes from the global object what Jest would find there in the next suite of this process: event handlers, which
 * would report every test once more per earlier suite, and custom equality testers. Both keep the modules of earlier
 * suites alive.
 */
function forgetSuite() {
  for (const key of Reflect.ownKeys(globalThis)) {
    if (key === Symbol.for('EVENT_HANDLERS') || String(key) === 'Symbol(JEST_STATE_SYMBOL)') delete globalThis[key];
  }
  const expecting = globalThis[Symbol.for('$$jest-matchers-object')];
  if (expecting) expecting.customEqualityTesters.length = 0;
}

/**
 * Runs specs in the realm of the process, so that there is one Error, one Array and one Promise, as in the running
 * server. Modules that Node has loaded can be used there: see as-node-loads-it.mjs. Those of tests are loaded anew for
 * each spec file.
 */
export default class ProcessEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    // While files are edited, the next suite may run in the same process: it is to see what they are now.
    if (config.globalConfig.watch || config.globalConfig.watchAll) forgetSource();
    // See test/support/counted-work.ts.
    if ('counted-work' in context.docblockPragmas) this.ends = [setSourceAside(), countBlocks()];
    const { fakeTimersModern, moduleMocker } = this;
    this.global = globalThis;
    this.fakeTimersModern = new fakeTimersModern.constructor({ config: config.projectConfig, global: globalThis });
    this.moduleMocker = new moduleMocker.constructor(globalThis);
  }

  async teardown() {
    await super.teardown();
    forgetSuite();
    for (const end of this.ends ?? []) end();
  }

  getVmContext() {
    return HERE;
  }

  /** Adds a condition that Node has and Jest lacks, so that both resolve to the same file. */
  exportConditions() {
    return [...super.exportConditions(), 'module-sync'];
  }
}
