import { forwardRef, type DynamicModule, type ForwardReference, type ModuleMetadata, type Type } from '@nestjs/common';
import { pluginClass, type PluginModule } from './fhir-plugin';

type Import = Type | DynamicModule | Promise<DynamicModule> | ForwardReference<() => Type>;

/**
 * The plugins of one FHIR server as modules that import the framework's providers from `core`. Each becomes a subclass,
 * so that the same plugin can be served a second time elsewhere in the application. A plugin that imports another gets
 * the one of the same server.
 * @param partsOf what to add to a plugin's own module
 */
export function servedModules(
  plugins: readonly PluginModule[],
  core: DynamicModule,
  partsOf: (plugin: Type) => ModuleMetadata,
): readonly DynamicModule[] {
  const served = [...new Set(plugins)].map((plugin) => {
    const given: DynamicModule = 'module' in plugin ? plugin : { module: plugin };
    return {
      plugin: pluginClass(plugin),
      module: { ...given, module: subclassOf(given.module, partsOf(given.module)) },
    };
  });
  const beside = (imported: Import): Import => {
    if ('forwardRef' in imported) return forwardRef(() => beside(imported.forwardRef()));
    return served.find(({ plugin }) => plugin === imported)?.module ?? imported;
  };
  return served.map(({ plugin, module }) => {
    const declared = (Reflect.getMetadata('imports', plugin) as Import[] | undefined) ?? [];
    Reflect.defineMetadata('imports', declared.map(beside), module.module);
    return Object.assign(module, { imports: [core, ...(module.imports ?? []).map((each) => beside(each as Import))] });
  });
}

/** A subclass of the same name: it inherits the decorators' metadata, and the parts are added. */
function subclassOf(plugin: Type, parts: ModuleMetadata): Type {
  const served = class extends (plugin as Type<object>) {};
  Object.defineProperty(served, 'name', { value: plugin.name });
  for (const [key, more] of Object.entries(parts) as [string, readonly unknown[]][]) {
    const own = (Reflect.getMetadata(key, plugin) as readonly unknown[] | undefined) ?? [];
    Reflect.defineMetadata(key, [...new Set([...own, ...more])], served);
  }
  return served;
}
