import type { DynamicModule, Type } from '@nestjs/common';
import { IsInt, Min } from 'class-validator';
import { FhirPlugin, type FhirPluginMetadata } from '../../src/fhir';
import manifest from '../../package.json';
import { startTestApp } from '../support/test-app';

class LimitOptions {
  @IsInt()
  @Min(1)
  most!: number;
}

function plugin(metadata: FhirPluginMetadata): Type {
  @FhirPlugin(metadata)
  class Limits {}
  return Limits;
}
const withOptions = (options: object | undefined, how: 'value' | 'factory' = 'value'): DynamicModule => ({
  module: plugin({ name: 'limits', version: '1.2.0', options: LimitOptions }),
  providers: options
    ? [{ provide: LimitOptions, ...(how === 'value' ? { useValue: options } : { useFactory: () => options }) }]
    : [],
});

/** @returns the log. Rejects when the boot fails. */
async function boot(...plugins: (Type | DynamicModule)[]): Promise<string> {
  let lines = '';
  const log = { write: (line: string) => void (lines += line) };
  await (await startTestApp({ DATABASE_URL: 'sqlite::memory:', LOG_LEVEL: 'info' }, { plugins, log })).close();
  return lines;
}

const REFUSED: [string, Type | DynamicModule, string][] = [
  ['another version', plugin({ name: 'limits', version: '1.2.0', compatibility: '^99.1.0' }), `limits 1.2.0 is for version ^99.1.0 of the framework, and this is ${manifest.version}`],
  ['what is not a range', plugin({ compatibility: 'newest' }), 'Limits: the compatibility newest is not a range of versions, such as ^1.0.0'],
  ['options that are not there', withOptions(undefined), 'limits 1.2.0 takes options: provide LimitOptions, as its forRoot(options) does'],
  ['an option out of range', withOptions({ most: 0 }), 'The options of limits 1.2.0 are not those it takes: most must not be less than 1'],
  ['an option that is made, out of range', withOptions({ most: 0 }, 'factory'), 'The options of limits 1.2.0 are not those it takes: most must not be less than 1'],
  ['an option that it has not', withOptions({ most: 1, mots: 2 }), 'property mots should not exist'],
]; // prettier-ignore

describe('the metadata of a plugin', () => {
  it.each(REFUSED)('stops the boot: %s', async (_, refused, words) => {
    await expect(boot(refused)).rejects.toThrow(words);
  });

  it('appears in the log', async () => {
    const named = plugin({ name: 'privacy', version: '1.0.0', compatibility: `^${manifest.version}` });
    const log = await boot(named, plugin({}), withOptions({ most: 3 }));
    expect(log).toMatch(/Plugins: .*privacy 1\.0\.0, Limits, limits 1\.2\.0/);
  });
});
