import { createRequire } from 'node:module';
import type * as Model from '../src/fhir/model/definitions';
import type * as Validation from '../src/fhir/validation';
import { scenario10 } from './patch-fixtures';

/** How long a process needs until it can validate, milliseconds. */
export interface TablesLoad {
  /** Reading the R4 table and compiling every type in it. */
  readonly modelMs: number;
  /** Loading the program of the validator. */
  readonly programMs: number;
  /** Validating the first resource, which compiles the checks of its types. */
  readonly firstMs: number;
}

const load = createRequire(__filename);

function timed<T>(work: () => T): readonly [result: T, milliseconds: number] {
  const start = performance.now();
  return [work(), performance.now() - start];
}

const resource = scenario10();
const [, modelMs] = timed(() => {
  const model = load('../src/fhir/model/definitions') as typeof Model;
  model.resourceTypes();
});
const [{ validateResource }, programMs] = timed(() => load('../src/fhir/validation') as typeof Validation);
const [issues, firstMs] = timed(() => validateResource(resource));
if (issues.length > 0) throw new Error('The resource is not valid');
process.send!({ modelMs, programMs, firstMs } satisfies TablesLoad);
