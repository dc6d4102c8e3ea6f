import type { Table } from '../row';
import { caching, negotiation } from './negotiation';
import { methods, parts, reading } from './reading';
import { searching } from './searching';
import { preferences, writing } from './writing';

export const TABLES: Readonly<Record<string, Table>> = {
  reading: { rows: reading },
  parts: { rows: parts },
  methods: { rows: methods },
  negotiation: { rows: negotiation, ownFormats: true },
  caching: { rows: caching },
  writing: { rows: writing },
  preferences: { rows: preferences },
  searching: { rows: searching },
};
