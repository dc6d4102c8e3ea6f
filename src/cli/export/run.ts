import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { exportResources, type SearchClause, ServiceRegistry, StoreRegistry } from '../../fhir';
import { ExportReaders } from '../../fhir/bulk/export-readers';
import { ExportReader } from '../../fhir/bulk/read-export';
import { readSettings } from '../../config/settings';
import { type Runner, UsageError } from '../command';
import { EXIT } from '../exit-code';
import { instantOf } from '../instant';
import { countOf } from '../kept-indexes';
import { say, together, type Message } from '../messages';
import { openExisting } from '../open-server';
import { environmentOf } from '../options';
import { narrowed } from './narrowing';
import { openOutput, standardOutput, type DataOutput } from '../output';
import { grouped, ProgressLine } from '../progress';

/** `ror-fhir export`. @throws UsageError for a type that is not served, or an invalid instant */
export const run: Runner = async (given, terminal) => {
  const interrupted = terminal.surroundings.interrupted();
  const clauses = sinceClauses(given.text('since'));
  const path = given.text('output');
  const isFolder = path !== undefined && (await stat(path).catch(() => undefined))?.isDirectory() === true;
  const settings = readSettings({ ...environmentOf(terminal.env, given), INDEX_UPKEEP: 'off', LOG_LEVEL: 'error' });
  const server = await openExisting(settings, { readsOnly: true });
  try {
    const stores = server.get(StoreRegistry);
    const types = servedTypes(server.get(ServiceRegistry), stores, given.list('type'));
    const [filters, elements] = [given.texts('filter'), given.list('elements')];
    const wanted = narrowed(server.get(ExportReader), types, filters, elements);
    const total = clauses.length > 0 || filters.length > 0 ? undefined : await countOf(stores, types);
    const progress = new ProgressLine(terminal, say`resources`);
    const readers = await ExportReaders.open(stores, types, true);
    let [done, faulty] = [0, 0];
    let output: DataOutput | undefined;
    const outputOf = async (type: string): Promise<DataOutput> => {
      if (path === undefined) return standardOutput(terminal);
      return openOutput(isFolder ? join(path, `${type}.ndjson${given.flag('gzip') ? '.gz' : ''}`) : path);
    };
    try {
      for (const type of types) {
        output ??= await outputOf(type);
        const tell = (fault: { text: Message | string }): void => ((faulty += 1), terminal.tell(fault.text));
        const source = { type, clauses: [...clauses, ...wanted.clauses(type)] };
        const reading = { onFault: tell, show: wanted.show(type) };
        for await (const { text, count } of exportResources(readers.of(type), source, reading)) {
          await output.write(text);
          done += count;
          progress.at({ done, share: total === undefined ? undefined : Math.min(1, done / Math.max(1, total)) });
          if (interrupted.aborted) break;
        }
        if (interrupted.aborted) break;
        if (isFolder) {
          await output.end();
          output = undefined;
        }
      }
      progress.end();
      if (interrupted.aborted) {
        await output?.abandon();
        return EXIT.interrupted;
      }
      await output?.end();
    } catch (error) {
      await output?.abandon();
      throw error;
    } finally {
      await readers.close();
    }
    terminal.tell(say`Resources exported: ${grouped(done)}.`);
    return faulty > 0 ? EXIT.faults : EXIT.done;
  } finally {
    await server.close();
  }
};

function servedTypes(services: ServiceRegistry, { served, exported }: StoreRegistry, given: readonly string[]): readonly string[] {
  const stranger = given.find((type) => !services.find(type));
  if (stranger !== undefined) throw new UsageError(say`This server has no type ${stranger}; it serves ${together([...served.keys()])}.`);
  return given.length > 0 ? given : exported;
} // prettier-ignore

function sinceClauses(text: string | undefined): readonly SearchClause[] {
  const at = instantOf('--since', text);
  return at === undefined ? [] : [{ kind: 'lastUpdated', values: [{ prefix: 'ge', low: at, high: at }] }];
}
