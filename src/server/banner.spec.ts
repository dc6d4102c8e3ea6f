import { readSettings } from '../config/settings';
import { banner } from './banner';

describe('the banner', () => {
  it.each([
    ['mysql://me:secret@host/ror', 'mysql://me@host:3306/ror'],
    ['mysql://me:se@secret@host/ror', 'mysql://me@host:3306/ror'],
    ['mysql://me:%73ecret@host:3307/ror', 'mysql://me@host:3307/ror'],
    ['sqlite:data/ror.db?password=secret', 'sqlite:data/ror.db'],
    ['sqlite::memory:', 'sqlite::memory:'],
  ])('of %s shows the database without its password', (url, told) => {
    const text = banner(readSettings({ DATABASE_URL: url }));
    expect(text).toMatch(new RegExp(`^ +database +${told}$`, 'm'));
    expect(text).not.toMatch(/secret/i);
  });
});
