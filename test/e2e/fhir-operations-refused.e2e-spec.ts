import { Injectable } from '@nestjs/common';
import { FhirOperation, FhirPlugin, OperationParameter } from '../../src/fhir';
import { startTestApp } from '../support/test-app';
import { OperationsPlugin, parametersOf } from '../support/operations-plugin';

describe('If-Match that is demanded', () => {
  it('is demanded of an operation too, but not for resources that the client does not name', async () => {
    const server = await startTestApp(
      { DATABASE_URL: 'sqlite::memory:', IF_MATCH: 'required' },
      { plugins: [OperationsPlugin] },
    );
    try {
      const made = async () => ((await server.write('post', '/Organization', { resourceType: 'Organization', name: 'a' })).body as { id: string }).id; // prettier-ignore
      const [one, other] = [await made(), await made()];
      await server.send('post', `/Organization/${one}/$close`).expect(400);
      const sent = parametersOf({ name: 'other', valueReference: { reference: `Organization/${other}` } });
      await server.write('post', `/Organization/${one}/$merge`, sent).expect(400);
      await server.write('post', `/Organization/${one}/$merge`, sent, { 'If-Match': 'W/"1"' }).expect(200);
    } finally {
      await server.close();
    }
  });
});

class BadInput {
  @OperationParameter({ type: 'text' })
  what?: string;
}

const MISTAKES: [string, Parameters2, string][] = [
  ['a name without a dollar', ['Organization', 'close' as '$close', { level: ['instance'] }], 'Plugin1.run: close is not the name of an operation, such as $close'],
  ['no level', ['Organization', '$close', { level: [] }], 'Plugin1.run: $close needs levels, each of them once'],
  ['the level system of a type', ['Organization', '$close', { level: ['system'] }], "name 'system' for it"],
  ['a type that is not served', ['Patient', '$close', { level: ['instance'] }], 'Plugin1.run: $close is for Patient, which no plugin serves'],
  ['a name that is taken', ['system', '$validate', { level: ['type'] }], '$validate of the server is an operation at the level type already'],
  ['a type of parameter that there is not', ['Organization', '$close', { level: ['instance'], input: BadInput }], 'BadInput.what: text is not a type of FHIR R4'],
]; // prettier-ignore
type Parameters2 = globalThis.Parameters<typeof FhirOperation>;

describe('an invalid operation stops the boot', () => {
  it.each(MISTAKES)('%s', async (_, [type, name, options], words) => {
    @Injectable()
    class Plugin1 {
      run(): void {
        return undefined;
      }
    }
    FhirOperation(type, name, options)(Plugin1.prototype, 'run', Object.getOwnPropertyDescriptor(Plugin1.prototype, 'run')! as TypedPropertyDescriptor<() => void>); // prettier-ignore
    @FhirPlugin({ providers: [Plugin1] })
    class Plugin {}
    const boot = async () => (await startTestApp({ DATABASE_URL: 'sqlite::memory:' }, { plugins: [Plugin] })).close();
    await expect(boot()).rejects.toThrow(words);
  });
});
