import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { CapabilityStatement, Endpoint } from 'fhir/r4';
import { defineResource, FhirModule, FhirPlugin, Hook, type HookPoints } from 'ror-fhir-facade';
import { PersistenceModule } from 'ror-fhir-facade/persistence';
import { rorPlugins } from 'ror-fhir-facade/ror';

const endpointDefinition = defineResource<Endpoint>({ type: 'Endpoint', interactions: ['read', 'create'] });

const received: string[] = [];

@Injectable()
class Watch {
  @Hook('request.received')
  note({ context }: HookPoints['request.received']['event']): void {
    received.push(context.interaction);
  }
}

@FhirPlugin({
  resource: endpointDefinition,
  providers: [Watch],
})
class EndpointPlugin {}

@Module({
  imports: [
    FhirModule.forRoot({
      plugins: [...rorPlugins({ telecomSystem: true }), EndpointPlugin],
      persistence: PersistenceModule.forRoot({ url: 'sqlite::memory:', migrationsRun: true }),
      baseUrl: 'https://example.org/fhir',
      software: { name: 'Consumer', version: '1.0.0' },
    }),
  ],
})
class AppModule {}

/** Prints the answers of the server as one line of JSON. */
async function main(): Promise<void> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule, { logger: false, abortOnError: false });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const base = `http://127.0.0.1:${port}/fhir`;
  const reply = await fetch(`${base}/metadata`);
  const statement = (await reply.json()) as CapabilityStatement;
  const missing = await fetch(`${base}/Endpoint/none`);
  await app.close();
  const types = statement.rest?.[0]?.resource?.map(({ type }) => type);
  console.log(
    JSON.stringify({ status: reply.status, software: statement.software, types, missing: missing.status, received }),
  );
}

void main();
