import { Inject, Injectable, Logger, type OnApplicationBootstrap, type Type } from '@nestjs/common';
import { validateSync } from 'class-validator';
import { pluginClass, pluginFacts, type PluginModule } from './fhir-plugin';
import { ServedProviders } from '../plugin/served-providers';
import { isInRange } from '../plugin/version-range';
import { frameworkVersion } from './framework-version';

/** Injects the plugins of one FHIR server as they were passed to it. */
export const PLUGINS = Symbol('Plugins');

/** Name and version, such as `privacy 1.0.0`. */
export function titleOfPlugin(plugin: PluginModule): string {
  const { name = pluginClass(plugin).name, version } = pluginFacts(plugin);
  return version === undefined ? name : `${name} ${version}`;
}

/** @throws Error at startup when a plugin was written for other versions of the framework */
export function requireCompatible(plugins: readonly PluginModule[], version = frameworkVersion()): void {
  for (const plugin of plugins) {
    const { compatibility } = pluginFacts(plugin);
    if (compatibility === undefined) continue;
    const fits = isInRange(version, compatibility);
    const title = titleOfPlugin(plugin);
    if (fits === undefined)
      throw new Error(`${title}: the compatibility ${compatibility} is not a range of versions, such as ^1.0.0`);
    if (!fits) throw new Error(`${title} is for version ${compatibility} of the framework, and this is ${version}`);
  }
}

/** Logs the plugins, and stops the application at startup when a plugin's options are invalid. */
@Injectable()
export class PluginCheck implements OnApplicationBootstrap {
  private readonly logger = new Logger('FhirModule');

  constructor(
    @Inject(PLUGINS) private readonly plugins: readonly PluginModule[],
    private readonly served: ServedProviders,
  ) {}

  onApplicationBootstrap(): void {
    for (const plugin of this.plugins) {
      const { options } = pluginFacts(plugin);
      if (options) this.requireOptions(titleOfPlugin(plugin), options);
    }
    this.logger.log(`Plugins: ${this.plugins.map(titleOfPlugin).join(', ')}`);
  }

  private requireOptions(title: string, options: Type<object>): void {
    const given: unknown = this.served.all().find(({ token }) => token === options)?.instance;
    if (typeof given !== 'object' || given === null)
      throw new Error(`${title} takes options: provide ${options.name}, as its forRoot(options) does`);
    const checked = Object.assign(new options(), given);
    const faults = validateSync(checked, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false });
    const words = faults.flatMap(({ constraints = {} }) => Object.values(constraints));
    if (words.length > 0) throw new Error(`The options of ${title} are not those it takes: ${words.join('; ')}`);
  }
}
