import type { Translations } from '../language';
import { access } from './access';
import { audit } from './audit';
import { auth } from './auth';
import { asynchronous } from './asynchronous';
import { bulk } from './bulk';
import { bundles } from './bundles';
import { conditional } from './conditional';
import { database } from './database';
import { features } from './features';
import { costs } from './costs';
import { history } from './history';
import { http } from './http';
import { integrity } from './integrity';
import { invariants } from './invariants';
import { json } from './json';
import { jsonPatch } from './json-patch';
import { operations } from './operations';
import { pages } from './pages';
import { patch } from './patch';
import { phrases } from './phrases';
import { profile } from './profile';
import { search } from './search';
import { searchCriteria } from './search-criteria';
import { searchFilter } from './search-filter';
import { searchKinds } from './search-kinds';
import { searchPages } from './search-pages';
import { smart } from './smart';
import { tables } from './tables';
import { validation } from './validation';
import { xml } from './xml';
import { xmlPatch } from './xml-patch';

/** The framework's messages in French, one file per area. */
export const areas: readonly Translations[] = [
  access,
  audit,
  auth,
  asynchronous,
  bulk,
  bundles,
  conditional,
  database,
  features,
  costs,
  history,
  http,
  integrity,
  invariants,
  json,
  jsonPatch,
  operations,
  pages,
  patch,
  phrases,
  profile,
  search,
  searchCriteria,
  searchFilter,
  searchKinds,
  searchPages,
  smart,
  tables,
  validation,
  xml,
  xmlPatch,
];

export const french: Translations = Object.assign({}, ...areas) as Translations;
