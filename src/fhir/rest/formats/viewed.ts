import { isJsonObject, type JsonObject, type JsonValue } from '../../json';
import { subset, type View } from './subset';

/** Applies a view to a resource, or to the resources in a Bundle; outcome entries of a search are left as they are. */
export function viewed(resource: JsonObject, view: View): JsonObject {
  if (resource['resourceType'] !== 'Bundle') return subset(resource, view);
  if (!Array.isArray(resource['entry'])) return resource;
  return { ...resource, entry: resource['entry'].map((entry) => viewedEntry(entry, view)) };
}

function viewedEntry(entry: JsonValue, view: View): JsonValue {
  if (!isJsonObject(entry) || !isJsonObject(entry['resource'])) return entry;
  const { search } = entry;
  if (isJsonObject(search) && search['mode'] === 'outcome') return entry;
  return { ...entry, resource: subset(entry['resource'], view) };
}
