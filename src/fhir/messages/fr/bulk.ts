import type { Translations } from '../language';

/** `$export` and jobs: what `bulk/` and `service/jobs/` say. */
export const bulk: Translations = {
  '{0} was not exported: {1}': '{0} n’a pas été exportée : {1}',
  '{0} was not exported: it cannot be read as it is stored':
    '{0} n’a pas été exportée : elle est illisible telle qu’elle est enregistrée',
};
