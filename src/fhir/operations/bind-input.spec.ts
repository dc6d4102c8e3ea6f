import type { Request } from 'express';
import type { JsonObject } from '../json';
import type { HookRegistry } from '../plugin/hooks';
import type { RequestContext } from '../plugin/request-context';
import { exchangeOf } from '../rest/exchange';
import type { Mount } from '../rest/mount';
import type { OperationRegistry } from '../service/operations/operation-registry';
import type { ServiceRegistry } from '../service/service-registry';
import type { StoreRegistry } from '../service/store-registry';
import { operationOf } from '../service/operations/operation';
import { OperationParameter } from '../service/operations/operation-parameter';
import { stepsOf } from '../steps';
import { bindInput } from './bind-input';
import { OperationController } from './operation.controller';
import type { OperationRunner } from './operation-runner';

class CompareInput {
  @OperationParameter({ type: 'Resource' })
  from!: JsonObject;
  @OperationParameter({ type: 'Resource' })
  to!: JsonObject;
}
class CheckInput {
  @OperationParameter({ type: 'Organization' })
  resource!: JsonObject;
}

const operation = (input: new () => object) =>
  operationOf({ type: 'system', name: '$test', level: ['system'], input }, () => undefined, 'x');
const organization = (paragraphs: number): JsonObject => ({
  resourceType: 'Organization',
  name: 'a',
  text: {
    status: 'generated',
    div: `<div xmlns="http://www.w3.org/1999/xhtml">${'<p>a</p>'.repeat(paragraphs)}</div>`,
  },
});
const compared = (paragraphs: number): JsonObject => ({
  resourceType: 'Parameters',
  parameter: ['from', 'to'].map((name) => ({ name, resource: organization(paragraphs) })),
});

describe('the body of an operation', () => {
  it.each<[string, new () => object, (paragraphs: number) => JsonObject]>([
    ['Parameters', CompareInput, compared],
    ['a bare resource', CheckInput, organization],
  ])('is checked in steps, of which a long narrative has many: %s', (_, input, body) => {
    const restsFor = (paragraphs: number): number => {
      const steps = stepsOf(bindInput, operation(input), body(paragraphs), {});
      let rests = 0;
      while (!steps.next().done) rests += 1;
      return rests;
    };
    expect(restsFor(20_000)).toBeGreaterThan(restsFor(1) + 8);
  });

  it('is refused for a fault at the end of a long narrative', () => {
    const body = JSON.parse(JSON.stringify(compared(20_000)).replaceAll('</div>', '<script/></div>')) as JsonObject;
    const at = (index: number) => ['parameter', index, 'resource', 'text', 'div'];
    const issues = [{ path: at(0) }, { path: at(1) }].map((issue): unknown => expect.objectContaining(issue));
    const refusal: unknown = expect.objectContaining({ kind: 'invalid-request', issues });
    expect(() => bindInput(operation(CompareInput), body, {})).toThrow(refusal as Error);
  });

  it('lets others have their turn while it is checked', async () => {
    let [now, turns, done] = [0, 0, false];
    const elapsed = jest.spyOn(performance, 'now').mockImplementation(() => (now += 1_000));
    const address = { operation: operation(CompareInput), level: 'system' };
    const controller = new OperationController(
      { at: () => address } as unknown as OperationRegistry,
      { run: async () => ({ answer: undefined }) } as unknown as OperationRunner,
      {} as ServiceRegistry,
      {} as StoreRegistry,
      {} as HookRegistry,
      { segmentsOf: () => [] } as unknown as Mount,
    );
    const turnsDuring = async (body: JsonObject): Promise<number> => {
      const headers = { 'content-type': 'application/fhir+json' };
      const request = { originalUrl: '/$test', headers, body: Buffer.from(JSON.stringify(body)) } as unknown as Request;
      exchangeOf(request).context = { dryRun: false } as RequestContext;
      [turns, done] = [0, false];
      const other = (): void => {
        turns += 1;
        if (!done) setImmediate(other);
      };
      setImmediate(other);
      await controller.byBody(request);
      done = true;
      return turns;
    };
    const few = await turnsDuring(compared(1));
    expect(await turnsDuring(compared(20_000))).toBeGreaterThan(few + 8);
    elapsed.mockRestore();
  });
});
