import { parametersOfClass, repeats } from '../service/operations/operation-parameter';
import { SystemExportInput } from './export-input';

/**
 * The request of an export as a URL, whether it was sent as GET or POST.
 * @param type from the path; empty at system level
 */
export function exportRequest(baseUrl: string, type: string, input: SystemExportInput): string {
  const query = new URLSearchParams();
  for (const parameter of parametersOfClass(SystemExportInput)) {
    const value = (input as Readonly<Record<string, string | readonly string[] | undefined>>)[parameter.property];
    const values = value === undefined ? [] : repeats(parameter) ? value : [value as string];
    for (const each of values) query.append(parameter.name, each);
  }
  const address = [baseUrl, ...(type === '' ? [] : [type]), '$export'].join('/');
  return query.size > 0 ? `${address}?${query.toString()}` : address;
}
