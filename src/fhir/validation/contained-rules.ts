import { isJsonObject } from '../json/json-value';
import { say } from '../messages';
import type { ContainedScope } from './contained-scope';
import type { IssueCollector, Step } from './issue-collector';
import { quote } from './wording';

const CONTAINED: Step = { key: 'contained', name: 'contained' };
const ID: Step = { key: 'id', name: 'id' };

/**
 * Ids of contained resources must be unique. Called at the end of a resource, when the collector is at that resource.
 */
export function checkContainedIds(collector: IssueCollector, { contained }: ContainedScope): void {
  const seen = new Set<string>();
  contained.forEach((item, index) => {
    if (!isJsonObject(item) || typeof item.id !== 'string') return;
    if (seen.has(item.id)) {
      const fault = {
        code: 'value',
        text: say`Two contained resources have the id ${quote(item.id)}.`,
        hint: say`Give each an id of its own.`,
      } as const;
      collector.report(fault, CONTAINED, index, ID);
    }
    seen.add(item.id);
  });
}

/**
 * dom-3: the containing resource must refer to each contained resource, or the contained resource must refer to its
 * container.
 */
export function checkContainedUse(collector: IssueCollector, scope: ContainedScope): void {
  scope.contained.forEach((item, index) => {
    if (!isJsonObject(item) || scope.isUsed(item)) return;
    const fault = {
      code: 'invariant',
      text: say`Nothing refers to this contained resource (dom-3).`,
      hint:
        typeof item.id === 'string'
          ? say`Refer to it: { "reference": ${quote(`#${item.id}`)} }, or remove it.`
          : say`Give it an id and refer to it: { "reference": "#id" }, or remove it.`,
    } as const;
    collector.report(fault, CONTAINED, index);
  });
}
