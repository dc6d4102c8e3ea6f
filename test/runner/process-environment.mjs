import { createRequire } from 'node:module';
import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/** Stands for the realm of the process where Jest wants the name of a realm. */
const HERE = Object.freeze({});

const { compileFunction } = vm;
vm.compileFunction = (code, parameters, options) =>
  compileFunction(code, parameters, {
    ...options,
    parsingContext: options?.parsingContext === HERE ? undefined : options?.parsingContext,
  });

globalThis[Symbol.for('as Node loads it')] = createRequire(import.meta.url);

/**
 * Runs specs in the realm of the process, where there is one Error, one Array and one Promise, as there is when the server
 * runs. What Node has loaded can be used there: see as-node-loads-it.mjs. Our own modules are new for each spec file.
 */
export default class ProcessEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    const { fakeTimersModern, moduleMocker } = this;
    this.global = globalThis;
    this.fakeTimersModern = new fakeTimersModern.constructor({ config: config.projectConfig, global: globalThis });
    this.moduleMocker = new moduleMocker.constructor(globalThis);
  }

  getVmContext() {
    return HERE;
  }

  /** One more, which Node has and Jest does not: both shall find the same file. */
  exportConditions() {
    return [...super.exportConditions(), 'module-sync'];
  }
}
