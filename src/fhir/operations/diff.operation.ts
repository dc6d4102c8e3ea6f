import { Injectable } from '@nestjs/common';
import type { JsonObject } from '../json';
import { FhirOperation, type OperationCall } from '../service/operations/fhir-operation';
import { OperationParameter } from '../service/operations/operation-parameter';
import { DiffService } from './diff.service';
import { readSide, readVersionId } from './version-reference';

class SinceVersion {
  @OperationParameter({
    type: 'id',
    documentation: 'The older version; default: the one before the current version.',
    example: '1',
  })
  fromVersion?: string;
}

class BetweenVersions {
  @OperationParameter({
    type: 'Any',
    min: 1,
    documentation: 'The older side: a reference to a stored resource or version, or a resource in the request.',
    example: { valueReference: { reference: 'Organization/1234/_history/1' } },
  })
  from!: JsonObject;

  @OperationParameter({
    type: 'Any',
    min: 1,
    documentation: 'The newer side, in the same form.',
    example: { valueReference: { reference: 'Organization/1234' } },
  })
  to!: JsonObject;
}

/** `$diff`: the changes between two versions, as a FHIRPath Patch. */
@Injectable()
export class DiffOperation {
  constructor(private readonly diffs: DiffService) {}

  @FhirOperation('system', '$diff', {
    title: 'What changed since a version',
    level: ['instance'],
    reads: false,
    input: SinceVersion,
    output: 'Parameters',
    documentation: {
      en: 'The FHIRPath Patch that turns an older version into the current one. A patch without operations means that nothing changed.',
      fr: 'Le FHIRPath Patch qui fait d’une version plus ancienne la version courante. Un patch sans opération : rien n’a changé.',
    },
  })
  since({ context, input }: OperationCall<SinceVersion>): Promise<JsonObject> {
    return this.diffs.ofInstance(context, readVersionId('fromVersion', input.fromVersion));
  }

  @FhirOperation('system', '$diff', {
    title: 'What changed between two versions',
    level: ['system'],
    input: BetweenVersions,
    output: 'Parameters',
    documentation: {
      en: 'The FHIRPath Patch that turns `from` into `to`: references to stored versions, or resources in the request.',
      fr: 'Le FHIRPath Patch qui fait `to` de `from` : des références à des versions enregistrées, ou des ressources envoyées.',
    },
  })
  between({ context, input }: OperationCall<BetweenVersions>): Promise<JsonObject> {
    return this.diffs.between(context, readSide(input.from, 'from'), readSide(input.to, 'to'));
  }
}
