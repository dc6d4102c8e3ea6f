import { type ArgumentsHost, type CanActivate, Catch, Controller, type ExceptionFilter, type ExecutionContext, Get, Module, UnauthorizedException } from '@nestjs/common'; // prettier-ignore
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { InjectDataSource, TypeOrmModule } from '@nestjs/typeorm';
import type { Request, Response } from 'express';
import Libsql from 'libsql';
import type { DataSource } from 'typeorm';

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

/** An existing application with routes, a global filter, a guard and a database. It knows nothing about FHIR. */
@Module({
  imports: [TypeOrmModule.forRoot({ type: 'better-sqlite3', driver: Libsql, database: ':memory:' })],
  controllers: [VisitsController],
  providers: [
    { provide: APP_FILTER, useClass: OwnFilter },
    { provide: APP_GUARD, useClass: OwnGuard },
  ],
})
export class VisitsModule {}
