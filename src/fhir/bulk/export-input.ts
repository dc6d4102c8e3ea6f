import { OperationParameter } from '../service/operations/operation-parameter';
import { OUTPUT_FORMATS } from './export-format';

/** @see https://hl7.org/fhir/uv/bulkdata/OperationDefinition-export.html */
/** Input of an export of one type. */
export class ExportInput {
  @OperationParameter({
    name: '_outputFormat',
    type: 'string',
    documentation: {
      en: `Format of the files: ${OUTPUT_FORMATS.join(', ')}. Default: NDJSON, one resource per line. In JSON a file is a Bundle.`,
      fr: `Forme des fichiers : ${OUTPUT_FORMATS.join(', ')}. Par défaut NDJSON, une ressource par ligne. En JSON, un fichier est un Bundle.`,
    },
    example: 'application/fhir+ndjson',
  })
  outputFormat?: string;

  @OperationParameter({
    name: '_typeFilter',
    type: 'string',
    max: '*',
    documentation: {
      en: 'A search, `Type?parameter=value`: only its results are exported of that type. If a type has several, a resource must match one of them.',
      fr: 'Une recherche, `Type?paramètre=valeur` : de ce type, seulement ce qu’elle trouve. S’il y en a plusieurs pour un type, l’une d’elles suffit.',
    },
    example: null,
  })
  typeFilter?: string[];

  @OperationParameter({
    name: '_since',
    type: 'string',
    documentation: {
      en: 'Only what was written at or after this instant, such as the `transactionTime` of the previous export; resources deleted since are listed as well.',
      fr: 'Seulement ce qui a été écrit à partir de cet instant, par exemple le `transactionTime` de l’export précédent ; les suppressions depuis sont listées aussi.',
    },
    example: '2024-01-31T08:00:00Z',
  })
  since?: string;

  @OperationParameter({
    name: '_elements',
    type: 'string',
    max: '*',
    documentation: {
      en: 'Elements to export, `name` or `Type.name`, separated by commas; resources are then tagged SUBSETTED.',
      fr: 'Éléments à exporter, `nom` ou `Type.nom`, séparés par des virgules ; les ressources portent alors le tag SUBSETTED.',
    },
    example: 'identifier',
  })
  elements?: string[];

  @OperationParameter({
    type: 'string',
    max: '*',
    documentation: {
      en: 'Named sets of associated resources that are exported along with those of a type.',
      fr: 'Ensembles nommés de ressources exportées avec celles d’un type.',
    },
    example: null,
  })
  includeAssociatedData?: string[];
}

/** Input of an export of all types. */
export class SystemExportInput extends ExportInput {
  @OperationParameter({
    name: '_type',
    type: 'string',
    max: '*',
    documentation: {
      en: 'Types to export, separated by commas; default: all types.',
      fr: 'Types à exporter, séparés par des virgules ; tous les types s’il est absent.',
    },
    example: 'Organization',
  })
  type?: string[];
}

export class JobInput {
  @OperationParameter({
    name: '_jobId',
    type: 'string',
    min: 1,
    documentation: {
      en: 'The job, as named in `Content-Location`.',
      fr: 'Le travail, tel que nommé par `Content-Location`.',
    },
    example: '990789c0-f170-400f-97dd-ed2ac6fd22dc',
  })
  jobId!: string;
}

export class FileInput extends JobInput {
  @OperationParameter({
    name: '_file',
    type: 'unsignedInt',
    min: 1,
    documentation: { en: 'The file, as named in the manifest.', fr: 'Le fichier, tel que nommé par le manifeste.' },
    example: 0,
  })
  file!: number;
}
