import { Injectable } from '@nestjs/common';
import { IsOptional, MinLength } from 'class-validator';
import type { Organization, Period } from 'fhir/r4';
import {
  FhirError,
  FhirOperation,
  FhirPlugin,
  Hook,
  type HookPoints,
  type JsonObject,
  type OperationCall,
  type OperationEvent,
  OperationParameter,
  type OperationPlans,
} from '../../src/fhir';

class Part {
  @OperationParameter({ type: 'string', min: 1 })
  label!: string;
}

class CountInput {
  @OperationParameter({ type: 'string', documentation: 'What the name begins with.', example: 'CH' })
  @IsOptional()
  @MinLength(2)
  start?: string;
  @OperationParameter({ type: 'integer' })
  most?: number;
  @OperationParameter({ type: 'boolean' })
  active?: boolean;
  @OperationParameter({ type: 'code', max: '*', values: ['a', 'b'] })
  kind?: string[];
}

class CountOutput {
  @OperationParameter({ type: 'integer', min: 1, example: 3 })
  total!: number;
  @OperationParameter({ type: 'string', max: '*' })
  echo?: string[];
}

class MoveInput {
  @OperationParameter({ type: 'uri', min: 1 })
  reason!: string;
  @OperationParameter({ type: 'Period' })
  when?: Period;
  @OperationParameter({ parts: Part, max: '*' })
  tag?: Part[];
}

class MergeInput {
  @OperationParameter({ type: 'Reference', min: 1 })
  other!: { reference: string };
}

class CheckInput {
  @OperationParameter({ type: 'Organization', min: 1, example: { resourceType: 'Organization', name: 'CHU' } })
  resource!: Organization;
  @OperationParameter({ type: 'code' })
  mode?: string;
}

export const calls = { closings: 0 };
export const heard: string[] = [];

@Injectable()
class Operations {
  @FhirOperation('Organization', '$close', {
    level: ['instance'],
    affectsState: true,
    documentation: { en: 'Closes it.', fr: 'La ferme.' },
  })
  close({ current }: OperationEvent<Organization>): Organization {
    calls.closings += 1;
    return { ...current, active: false };
  }

  @FhirOperation('Organization', '$count', { level: ['type'], input: CountInput, output: CountOutput })
  count({ input, context }: OperationCall<CountInput>): CountOutput {
    const { start = '', most = 0, active, kind = [] } = input;
    return { total: most + 1, echo: [start, String(active), ...kind, context.operation ?? ''] };
  }

  @FhirOperation('Organization', '$move', { level: ['instance'], affectsState: true, input: MoveInput })
  move({ current, input }: OperationEvent<Organization, MoveInput>): Organization {
    const alias = [input.reason, input.when?.start ?? '', ...(input.tag ?? []).map(({ label }) => label)].filter(
      Boolean,
    );
    return { ...current, alias };
  }

  /** Closes the other organization, and records in this one which one it replaces. */
  @FhirOperation('Organization', '$merge', {
    level: ['instance'],
    affectsState: true,
    input: MergeInput,
    output: CountOutput,
  })
  merge({ context, input, plans }: OperationEvent<Organization, MergeInput>): OperationPlans {
    const [type = '', id = ''] = input.other.reference.split('/');
    if (type !== 'Organization') throw new FhirError('unprocessable', 'Only organizations');
    return {
      plans: [
        plans!.update('Organization', id, (other) => ({ ...other, active: false })),
        plans!.update('Organization', context.id!, (current) => ({ ...current, alias: [id] })),
      ],
      answer: (outcomes) => ({ total: outcomes.filter(({ changed }) => changed).length }),
    };
  }

  @FhirOperation('system', '$ping', { level: ['system'] })
  ping(): void {
    return undefined;
  }

  @FhirOperation('Organization', '$found', { level: ['type'], affectsState: true })
  found({ plans }: OperationCall) {
    return [plans!.create<Organization>({ resourceType: 'Organization', name: 'Founded' })];
  }

  @FhirOperation('Organization', '$sneak', { level: ['instance'] })
  sneak({ current }: OperationEvent<Organization>): object {
    return [{ interaction: 'update', conditions: {}, context: {}, id: current.id, draft: () => ({ resource: {} }) }];
  }

  @FhirOperation('Organization', '$echo', { level: ['instance'] })
  echo({ current }: OperationEvent<Organization>): object {
    return current;
  }

  @FhirOperation('Organization', '$check', { level: ['type'], input: CheckInput, output: CountOutput })
  check({ input }: OperationCall<CheckInput>): CountOutput {
    return { total: 1, echo: [input.resource.name ?? '', input.mode ?? ''] };
  }

  @Hook('request.received')
  received({ context }: HookPoints['request.received']['event']): void {
    if (context.headers['x-role'] === 'guest' && context.operation === '$close')
      throw new FhirError('forbidden', 'Not you');
  }
  @Hook('resource.beforeCommit')
  audit({ context, version }: HookPoints['resource.beforeCommit']['event']): void {
    heard.push(`${context.interaction} ${context.operation ?? ''} ${version.type} ${version.versionId}`);
  }
  @Hook('resource.beforeShow')
  mask({ resource, context }: HookPoints['resource.beforeShow']['event']): Readonly<JsonObject> | void {
    if (context.headers['x-role'] !== 'public') return undefined;
    const { telecom: _, ...rest } = resource;
    return rest;
  }
}

@FhirPlugin({ providers: [Operations] })
export class OperationsPlugin {}

export const parametersOf = (...parameter: object[]) => ({ resourceType: 'Parameters', parameter });
