import { ResourceTables1763800000000 } from './1763800000000-resource-tables';
import { IdentifierTable1763850000000 } from './1763850000000-identifier-table';
import { ReferenceTable1763900000000 } from './1763900000000-reference-table';
import { InteractionIndex1763950000000 } from './1763950000000-interaction-index';
import { GuardTable1764000000000 } from './1764000000000-guard-table';
import { BodyBytes1764020000000 } from './1764020000000-body-bytes';
import { SearchTables1764040000000 } from './1764040000000-search-tables';
import { SearchIndexTable1764050000000 } from './1764050000000-search-index-table';
import { SearchRecords1764060000000 } from './1764060000000-search-records';
import { JobTables1764070000000 } from './1764070000000-job-tables';
import { SortIndexes1764080000000 } from './1764080000000-sort-indexes';
import { OneIndex1764090000000 } from './1764090000000-one-index';
import { TotalsAndSecrets1764100000000 } from './1764100000000-totals-and-secrets';
import { SearchLabels1764200000010 } from './1764200000010-search-labels';
import { AuditTables1764300000010 } from './1764300000010-audit-tables';
import { RateTable1764400000010 } from './1764400000010-rate-table';
import { VersionIndex1764600000000 } from './1764600000000-version-index';
import { WordDocuments1764700000000 } from './1764700000000-word-documents';

/**
 * Oldest first. A new migration is one file and one entry here; its name begins with `Fhir`, by which an earlier release
 * recognizes that it does not know it (`OF_LATER_RELEASES`). Migrations import nothing from outside this folder, and
 * their code does not change once released: a migration must do to every database what it did to the first.
 */
export const migrations = [
  ResourceTables1763800000000,
  IdentifierTable1763850000000,
  ReferenceTable1763900000000,
  InteractionIndex1763950000000,
  GuardTable1764000000000,
  BodyBytes1764020000000,
  SearchTables1764040000000,
  SearchIndexTable1764050000000,
  SearchRecords1764060000000,
  JobTables1764070000000,
  SortIndexes1764080000000,
  OneIndex1764090000000,
  TotalsAndSecrets1764100000000,
  SearchLabels1764200000010,
  AuditTables1764300000010,
  RateTable1764400000010,
  VersionIndex1764600000000,
  WordDocuments1764700000000,
];
