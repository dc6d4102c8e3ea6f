import type { Line, RefusedLine } from '../line';
import { capacities } from './capacities';
import { developers } from './developers';
import { exporting } from './exporting';
import { extraction, refusedExtraction } from './extraction';
import { notServed } from './not-served';
import { refusedSearch, search } from './search';
import { byPrice, fullText, withCapacity } from './with-capacity';

/** The requests by the page of the guide they are from. */
export const PAGES: Readonly<Record<string, readonly (Line | RefusedLine)[]>> = {
  'Reading capacities (_1)': capacities,
  'Extraction (_2)': [...extraction, ...exporting, ...refusedExtraction],
  'Search by main criteria (_3)': [...search, ...refusedSearch],
  'Search with capacity (_4)': withCapacity,
  'Search by price (_8)': [...byPrice],
  'Full text (_9)': fullText,
  'Guide for developers': developers,
  'Types that are not served': notServed,
};
