import { PALETTES, STYLESHEET } from './stylesheet';

/** @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

type Colour = keyof (typeof PALETTES)['light'];
const TEXT: Colour[] = ['ink', 'muted', 'accent', 'good', 'warn', 'bad', 'info', 'key', 'string', 'number'];
const GROUNDS: Colour[] = ['bg', 'surface', 'sunken', 'info-bg'];
const PAIRS: [Colour, Colour][] = [
  ...TEXT.flatMap((text) => GROUNDS.map((ground): [Colour, Colour] => [text, ground])),
  ['good', 'good-bg'],
  ['warn', 'warn-bg'],
  ['bad', 'bad-bg'],
  ['on-accent', 'accent'],
];

describe.each(['light', 'dark'] as const)('the %s palette', (name) => {
  it.each(PAIRS)('has contrast AA of %s on %s', (text, ground) => {
    expect(contrast(PALETTES[name][text], PALETTES[name][ground])).toBeGreaterThanOrEqual(4.5);
  });
});

/** @see https://www.w3.org/TR/WCAG22/#target-size-minimum */
it('what folds is 24 px high at least, in the lines of code too', () => {
  expect(STYLESHEET).toMatch(/^summary\{[^}]*min-height:24px/m);
  expect(STYLESHEET).toMatch(/^\.code summary\{[^}]*line-height:max\(1\.6em,24px\)/m);
});
