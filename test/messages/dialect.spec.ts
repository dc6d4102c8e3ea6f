import { describeTold } from '../support/told';
import { READ_ROWS } from './told/dialect';
import { PLACED_ROWS } from './told/dialect-places';

describe('the messages of the dialect', () => {
  describeTold(['src/ror/patch-dialect', 'src/ror/telecom-system'], [...READ_ROWS, ...PLACED_ROWS]);
});
