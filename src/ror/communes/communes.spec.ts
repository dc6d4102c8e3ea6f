import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { communesOfTheSample, readCommunes } from './communes';

describe('a list of communes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'communes-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const read = (text: string) => {
    const file = join(folder, 'communes.csv');
    writeFileSync(file, text);
    return readCommunes(file);
  };

  it.each([
    ['semicolons', 'code;nom;latitude;longitude\n44162;Saint-Herblain;47.2175;-1.6488\n'],
    ['commas, quotes, other columns and Windows', '\uFEFFid,code_insee,nom,latitude_centre,longitude_centre\r\n1,"44162","Saint, dit ""Herblain""",47.2175,-1.6488\r\n\r\n'],
    ['tabs', 'COM\tLON\tLAT\n44162\t-1.6488\t47.2175'],
    ['a commune without a position', 'code;latitude;longitude\n01001;;\n44162;47.2175;-1.6488'],
  ])('is read with %s', (_, text) => {
    const communes = read(text);
    expect(communes.find('44162')).toEqual({ latitude: 47.2175, longitude: -1.6488 });
    expect(communes.find('01001')).toBeUndefined();
    expect(communes.size).toBe(1);
  }); // prettier-ignore

  it('knows Corsica', () => {
    expect(read('code;latitude;longitude\n2a004;41.93;8.74').find('2A004')).toEqual({ latitude: 41.93, longitude: 8.74 });
  }); // prettier-ignore

  it.each([
    ['', /has no column code/],
    ['code;nom\n44162;x', /has no column latitude/],
    ['code;latitude;longitude', /no commune in it/],
    ['code;latitude;longitude\n4416;47;1', /line 2 has no code of a commune/],
    ['code;latitude;longitude\n44162;47;1\n44109;97;1', /line 3 has no latitude and longitude/],
    ['code;latitude;longitude\n44162;47,2;1,5', /line 2 has no latitude and longitude/],
  ])('%j is refused with one sentence', (text, said) => {
    expect(() => read(text)).toThrow(said);
  });

  it('must exist', () => {
    expect(() => readCommunes(join(folder, 'nowhere.csv'))).toThrow(/cannot be read/);
  });

  it('contains the communes of the sample', () => {
    expect(communesOfTheSample().find('44162')).toBeDefined();
  });
});
