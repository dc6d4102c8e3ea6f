import { NEEDS, operationNeed, OPERATIONS_KNOWN, type Need } from '../../../src/fhir/smart/smart-needs';
import { ACCESS_PROFILES, PROFILE_WORDS, type AccessProfile } from '../../../src/ror/access/access-profile';
import { disclosuresOf, FIELD_RIGHTS } from '../../../src/ror/access/disclosures';
import { isHidden, type Label, LABELS } from '../../../src/ror/access/labels';
import { LABELLED_ELEMENTS } from '../../../src/ror/access/labelled-elements';
import { NARROWINGS } from '../../../src/ror/access/narrowings';

/** The tables of docs/access-profiles.md by name, generated from the data the server uses. */
export const TABLES: Readonly<Record<string, () => string>> = {
  profiles: () =>
    table(
      ['profile', 'sees', 'voit'],
      ACCESS_PROFILES.map((each) => [each, PROFILE_WORDS[each].en, PROFILE_WORDS[each].fr]),
    ),
  elements: () =>
    table(
      ['type', 'element', 'élément', 'which', 'lesquels', ...ACCESS_PROFILES],
      LABELLED_ELEMENTS.flatMap(({ type, what, label }) =>
        label.labels
          .filter((each) => each !== 'contact-restricted-social' || type === 'HealthcareService')
          .map((each) => [
            type === '*' ? 'all' : type,
            what.en,
            what.fr,
            (each ? LABELS[each].what : label.open!).en,
            (each ? LABELS[each].what : label.open!).fr,
            ...ACCESS_PROFILES.map((profile) => (each ? markOf(profile, type, each) : mark(true))),
          ]),
      ),
    ),
  fields: () =>
    table(
      ['type', 'profile', 'when', 'quand'],
      FIELD_RIGHTS.map(({ type, profiles, what }) => [type, profiles.join(', '), what.en, what.fr]),
    ),
  resources: () =>
    table(
      ['type', ...ACCESS_PROFILES],
      [...new Set(NARROWINGS.map(({ type }) => type))].map((type) => [
        type,
        ...ACCESS_PROFILES.map((profile) => narrowedTo(profile, type)),
      ]),
    ),
  scopes: () =>
    table(
      ['interaction', 'needs'],
      [
        ...Object.entries(NEEDS)
          .filter(([name]) => name !== 'none' && name !== 'operation')
          .map(([name, need]) => [name, name === 'capabilities' ? 'nothing' : needText(need)]),
        ...OPERATIONS_KNOWN.map(([name, level]) => [
          `${name} of ${LEVEL[level]}`,
          needText(operationNeed(name, level, false)),
        ]),
        ...(['instance', 'type', 'system'] as const).flatMap((level) =>
          [false, true].map((writes) => [
            `another operation of ${LEVEL[level]} that ${writes ? 'writes' : 'reads'}`,
            needText(operationNeed('$other', level, writes)),
          ]),
        ),
      ],
    ),
};

const LEVEL = { instance: 'a resource', type: 'a type', system: 'the server' };

function needText(need: Need): string {
  if ('any' in need) return need.any.map((each) => `\`${each}\``).join(' or ');
  return need.all.length === 0 ? 'a token' : need.all.map((each) => `\`${each}\``).join(' and ');
}

/** Of what belongs to the profile's field of activity. */
const MARK_OF_FIELD = '✓*';
/** Where the profile sees every place referred to. */
const MARK_OF_PLACES = '✓†';

function markOf(profile: AccessProfile, type: string, label: Label): string {
  if (disclosed(profile, type, label)) return MARK_OF_FIELD;
  if (!isHidden(label, profile)) return mark(true);
  const isShown = disclosuresOf(profile, type).some(({ labels }) => labels.includes(label));
  return isShown ? MARK_OF_PLACES : mark(false);
}

function disclosed(profile: AccessProfile, type: string, label: Label): boolean {
  return FIELD_RIGHTS.some(
    (each) => each.type === type && each.profiles.includes(profile) && each.labels.includes(label),
  );
}

function mark(isShown: boolean): string {
  return isShown ? '✓' : '–';
}

function narrowedTo(profile: AccessProfile, type: string): string {
  const found = NARROWINGS.find((each) => each.type === type && each.profiles.includes(profile));
  return found ? `${found.what.en} (${found.what.fr})` : mark(true);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A document with its tables regenerated. Each is between `<!-- table: name -->` and `<!-- end -->`. */
export function withTables(text: string): string {
  return text.replace(
    /(<!-- table: (\w+) -->\n)[\s\S]*?(\n<!-- end -->)/g,
    (_, start: string, name: string, end: string) => `${start}\n${TABLES[name]!()}\n${end}`,
  );
}
