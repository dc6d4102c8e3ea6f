import type { Bundle } from 'fhir/r4';
import type { StoredVersion, WriteInteraction } from '../ports/versions';
import { historyBundle } from './history-bundle';

function version(interaction: WriteInteraction, versionId: string): StoredVersion {
  const json = interaction === 'delete' ? null : '{"resourceType":"Organization"}';
  const [number = '', after] = versionId.split(', ');
  const stamp = { id: '1', versionId: number, lastUpdated: new Date(0) };
  return { type: 'Organization', ...stamp, interaction, json, ...(after !== undefined && { overDeletion: true }) };
}

describe('an entry of a history names its request, and the status of the response', () => {
  it.each<[WriteInteraction, versionId: string, request: string, status: string]>([
    ['create', '1', 'POST Organization', '201'],
    ['update', '1', 'PUT Organization/1', '201'],
    ['update', '2', 'PUT Organization/1', '200'],
    ['update', '3, after a deletion', 'PUT Organization/1', '201'],
    ['patch', '2', 'PATCH Organization/1', '200'],
    ['delete', '2', 'DELETE Organization/1', '204'],
  ])('%s, version %s', (interaction, versionId, request, status) => {
    const told = version(interaction, versionId);
    const bundle = JSON.parse(String(historyBundle({ versions: [told] }, [told.json ?? ''], 'http://a', {}))) as Bundle;
    const [entry] = bundle.entry!;
    expect([`${entry!.request!.method} ${entry!.request!.url}`, entry!.response!.status]).toEqual([request, status]);
  });
});
