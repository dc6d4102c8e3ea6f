import type { IssueDetail } from '../../errors/fhir-error';
import { say } from '../../messages';

/** @param exportUrl URL to get all resources; undefined when export is not offered */
export function searchCut(exportUrl: string | undefined, shown: number): IssueDetail {
  return {
    severity: 'warning',
    code: 'too-costly',
    text: say`This search ends here, after ${shown} resources: there are more`,
    hint:
      exportUrl === undefined
        ? say`Ask for less at once, such as one region, or what changed since a day.`
        : say`GET ${exportUrl} returns all of them.`,
  };
}

export function moreThan(total: number): IssueDetail {
  return {
    severity: 'information',
    code: 'informational',
    text: say`There are more than ${total} resources: counting stopped there`,
    hint: say`Ask with _total=accurate for all of them.`,
  };
}

export function includesCut(included: number): IssueDetail {
  return {
    severity: 'warning',
    code: 'too-costly',
    text: say`Only ${included} resources are included with this page: there are more`,
    hint: say`Ask for smaller pages (_count), or include less.`,
  };
}
