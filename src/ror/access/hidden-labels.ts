import { ACCESS_PROFILES, type AccessProfile } from './access-profile';
import { isHidden, type Label } from './labels';
import { LABELLED_ELEMENTS } from './labelled-elements';

/** The labels hidden from a profile on a type; always the same list object. */
export function hiddenFrom(profile: AccessProfile, type: string): readonly Label[] {
  return HIDDEN.get(`${profile} ${type}`) ?? HIDDEN.get(`${profile} *`)!;
}

const HIDDEN = new Map<string, readonly Label[]>(
  ACCESS_PROFILES.flatMap((profile) =>
    [...new Set(LABELLED_ELEMENTS.map(({ type }) => type))].map((type) => [
      `${profile} ${type}`,
      Object.freeze(labelsIn(type).filter((label) => isHidden(label, profile))),
    ]),
  ),
);

/** The distinct labels that elements of a type may carry. */
function labelsIn(type: string): readonly Label[] {
  const rows = LABELLED_ELEMENTS.filter((each) => each.type === type || each.type === '*');
  return [...new Set(rows.flatMap(({ label }) => label.labels))].filter((each) => each !== undefined);
}
