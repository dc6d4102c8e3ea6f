import { Injectable } from '@nestjs/common';
import type { FhirResource } from 'fhir/r4';
import { isJsonObject, parseStored, stringifyJson, type JsonObject } from '../json';
import type { RequestContext } from '../plugin/request-context';
import type { StoredVersion } from '../ports/versions';
import { FhirReply } from '../rest/fhir-reply';
import { DRY_RUN, versionHeaders } from '../rest/replies';
import { FhirOperation, type OperationCall, type OperationPlans } from '../service/operations/fhir-operation';
import { OperationParameter } from '../service/operations/operation-parameter';
import { MetaInUse } from '../service/meta-in-use';
import { ServiceRegistry } from '../service/service-registry';
import { withMeta, withoutMeta } from './meta-sets';

const TAG = { tag: [{ system: 'http://example.org/tags', code: 'checked' }] };

class MetaInput {
  @OperationParameter({
    type: 'Meta',
    min: 1,
    documentation: {
      en: 'Profiles, tags and security labels; other elements are ignored.',
      fr: 'Des profils, des étiquettes (tag) et des labels de sécurité ; le reste est ignoré.',
    },
    example: TAG,
  })
  meta!: JsonObject;
}

class MetaOutput {
  @OperationParameter({ type: 'Meta', min: 1, documentation: 'The meta of the resource.', example: TAG })
  return!: JsonObject;
}

/** Settings shared by the two operations that write. */
const WRITING = {
  level: ['instance'],
  affectsState: true,
  reads: false,
  input: MetaInput,
  output: MetaOutput,
} as const;

/**
 * `$meta`, `$meta-add`, `$meta-delete`. A change of tags creates a version like any other, so that ETags, histories and
 * incremental exports reflect it. Existing versions stay unchanged.
 * @see https://hl7.org/fhir/R4/resource-operations.html
 */
@Injectable()
export class MetaOperation {
  constructor(
    private readonly services: ServiceRegistry,
    private readonly inUse: MetaInUse,
  ) {}

  @FhirOperation('system', '$meta', {
    title: 'Profiles, tags and security labels',
    level: ['system', 'type', 'instance', 'version'],
    reads: false,
    output: MetaOutput,
    base: 'http://hl7.org/fhir/OperationDefinition/Resource-meta',
    documentation: {
      en: 'The meta of a resource, or of one of its versions. For a type or the server: the profiles, security labels and tags of the resources that the client may see.',
      fr: 'Le meta d’une ressource, ou d’une de ses versions ; pour un type et pour le serveur, les profils, labels de sécurité et étiquettes des ressources que le client peut voir.',
    },
  })
  async of({ context }: OperationCall): Promise<MetaOutput> {
    const { type, id, versionId } = context;
    if (type === '') return { return: await this.inUse.ofServer(context) };
    if (id === undefined) return { return: await this.inUse.ofType(context, type) };
    const service = this.services.of(type);
    const version =
      versionId === undefined ? await service.read(context, id) : await service.vread(context, id, versionId);
    return { return: await this.metaOf(context, version) };
  }

  @FhirOperation('system', '$meta-add', {
    title: 'Add profiles, tags and security labels',
    ...WRITING,
    base: 'http://hl7.org/fhir/OperationDefinition/Resource-meta-add',
    documentation: {
      en: 'Adds profiles, tags and security labels to a resource. This creates a version if one of them was missing. `If-Match` is honoured.',
      fr: 'Ajoute des profils, des étiquettes et des labels de sécurité à une ressource, ce qui crée une version si l’un d’eux manquait. `If-Match` compte.',
    },
  })
  add(call: OperationCall<MetaInput>): OperationPlans {
    return this.changing(call, withMeta);
  }

  @FhirOperation('system', '$meta-delete', {
    title: 'Delete profiles, tags and security labels',
    ...WRITING,
    base: 'http://hl7.org/fhir/OperationDefinition/Resource-meta-delete',
    documentation: {
      en: 'Deletes profiles, tags and security labels of a resource. This creates a version if one of them was present. `If-Match` is honoured.',
      fr: 'Retire des profils, des étiquettes et des labels de sécurité d’une ressource, ce qui crée une version si l’un d’eux y était. `If-Match` compte.',
    },
  })
  remove(call: OperationCall<MetaInput>): OperationPlans {
    return this.changing(call, withoutMeta);
  }

  private changing(
    { context, input, plans }: OperationCall<MetaInput>,
    change: (meta: JsonObject, other: JsonObject) => JsonObject,
  ): OperationPlans {
    const { id = '' } = context;
    const type = context.type as FhirResource['resourceType'];
    const plan = plans!.update(type, id, (current) => {
      const { meta = {} } = current as unknown as { readonly meta?: JsonObject };
      const changed = change(meta, input.meta);
      return { ...current, meta: changed };
    });
    return {
      plans: [plan],
      answer: async ([outcome]) => {
        const version = outcome!.version!;
        const parameter = [{ name: 'return', valueMeta: await this.metaOf(context, version) }];
        const headers = context.dryRun ? { [DRY_RUN]: 'true' } : versionHeaders(version);
        return new FhirReply(200, headers, stringifyJson({ resourceType: 'Parameters', parameter }));
      },
    };
  }

  /** The meta as the client may see it. */
  private async metaOf(context: RequestContext, version: StoredVersion): Promise<JsonObject> {
    const { meta } = parseStored(await this.services.of(version.type).shown(context, version));
    return isJsonObject(meta) ? meta : {};
  }
}
