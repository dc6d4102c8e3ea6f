import { type ArgumentsHost, type CanActivate, Catch, Controller, type ExceptionFilter, type ExecutionContext, Get, Module, UnauthorizedException } from '@nestjs/common'; // prettier-ignore
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { InjectDataSource, TypeOrmModule } from '@nestjs/typeorm';
import type { Request, Response } from 'express';
import Libsql from 'libsql';
import { DataSource } from 'typeorm';
// In an application of your own: 'ror-fhir-facade', and the same with '/persistence' and '/ror'.
import { FhirModule, setPrincipal } from '../../src/fhir';
import { PersistenceModule } from '../../src/persistence';
import { rorPlugins } from '../../src/ror';

@Catch()
class OwnFilter implements ExceptionFilter {
  catch(error: Error, host: ArgumentsHost): void {
    host.switchToHttp().getResponse<Response>().status(418).json({ ours: error.message });
  }
}

class OwnGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    if (request.headers.authorization === undefined) throw new UnauthorizedException('Who are you?');
    setPrincipal(request, { id: request.headers.authorization });
    return true;
  }
}

@Controller('visits')
class VisitsController {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  @Get()
  list(): Promise<unknown> {
    return this.dataSource.query('SELECT 7 AS visits');
  }
}

/** An application that has routes, a filter, a guard and a database of its own, and FHIR beside them at /api/fhir. */
@Module({
  imports: [
    TypeOrmModule.forRoot({ type: 'better-sqlite3', driver: Libsql, database: ':memory:' }),
    FhirModule.forRoot({
      plugins: rorPlugins({ telecomSystem: true }),
      persistence: PersistenceModule.forRoot({ name: 'fhir', url: 'sqlite::memory:', migrationsRun: true }),
      baseUrl: 'http://localhost:3000/api/fhir',
      updateCreate: true,
      software: { name: 'Visits', version: '1.0.0' },
    }),
  ],
  controllers: [VisitsController],
  providers: [
    { provide: APP_FILTER, useClass: OwnFilter },
    { provide: APP_GUARD, useClass: OwnGuard },
  ],
})
export class AppModule {}
