import type { IssueDetail } from '../../errors/fhir-error';
import type { JsonPatchMember } from './json-patch-operation';

type Place = Pick<IssueDetail, 'expression' | 'path'>;

/** The position of an operation, or of one of its members, in the request. */
export function placeOf(index: number, member?: JsonPatchMember): Place {
  return {
    expression: `$this[${index}]${member ? `.${member}` : ''}`,
    path: member ? [index, member] : [index],
  };
}
