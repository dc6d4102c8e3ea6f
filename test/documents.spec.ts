import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SETTING_NAMES } from '../src/config/settings';

const root = join(__dirname, '..');
const decisions = readdirSync(join(root, 'docs/adr')).sort();

const HEAD =
  /^# (\d+)\. .+\n\n- Date: \d{4}-\d\d-\d\d\n- Status: (?:proposed|accepted|superseded by \d{4})(?:, revised \d{4}-\d\d-\d\d)?\n\n/;

describe('decisions', () => {
  it.each(decisions)('%s begins with its number, its date and its status', (name) => {
    const head = HEAD.exec(readFileSync(join(root, 'docs/adr', name), 'utf8'));
    expect(head?.[1]?.padStart(4, '0')).toBe(name.slice(0, 4));
  });

  it('have one number each', () => {
    const numbers = decisions.map((name) => name.slice(0, 4));
    expect(numbers).toEqual([...new Set(numbers)]);
  });
});

describe('CHANGELOG.md', () => {
  const text = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
  const sections = Array.from(text.matchAll(/^## \[(.+?)\]/gm), ([, name]) => name);

  it('has one section for what is not released yet, before all others', () => {
    expect(sections.indexOf('Unreleased')).toBe(0);
    expect(sections.filter((name) => name === 'Unreleased')).toHaveLength(1);
  });

  it('groups changes as Keep a Changelog does', () => {
    const groups = Array.from(text.matchAll(/^### (.+)$/gm), ([, name]) => name);
    expect(groups.length).toBeGreaterThan(0);
    expect(['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security']).toEqual(expect.arrayContaining(groups));
  });
});

describe('the settings', () => {
  const rows = ['README.md', 'docs/security.md']
    .flatMap((name) => readFileSync(join(root, name), 'utf8').split('\n'))
    .flatMap((line) => /^\| ((?:`[A-Z_]+`(?:, )?)+) \|/.exec(line)?.[1] ?? [])
    .flatMap((cell) => Array.from(cell.matchAll(/`([A-Z_]+)`/g), ([, name]) => name));

  it.each(SETTING_NAMES)('%s is in a table', (name) => {
    expect(rows).toContain(name);
  });

  it('in the tables are settings', () => {
    expect(rows.filter((name) => !SETTING_NAMES.some((each) => each === name))).toEqual([]);
  });
});
