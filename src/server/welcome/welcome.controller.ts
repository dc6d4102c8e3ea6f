import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import {
  FHIR_OPTIONS,
  type FhirOptions,
  htmlSecurityHeaders,
  type SampleGroup,
  siteOf,
  StoreRegistry,
  welcomePage,
} from '../../fhir';
import { sampleDirectory, sampleTitle } from '../../ror';
import { exampleCommand } from '../banner';

const DESCRIPTION =
  'A FHIR R4 server for ROR, the French national directory of health and medico-social offers: it reads the directory, and keeps it up to date by PATCH and PUT.';

/** The page at `/`: what this server is, and links to start from. */
@ApiExcludeController()
@Controller()
export class WelcomeController {
  constructor(
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    private readonly stores: StoreRegistry,
  ) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  async welcome(@Res({ passthrough: true }) response: Response): Promise<string> {
    const { baseUrl } = this.options;
    const { pathname } = new URL(baseUrl);
    for (const [name, value] of Object.entries(htmlSecurityHeaders())) response.setHeader(name, value);
    return welcomePage({
      site: siteOf(this.options),
      description: DESCRIPTION,
      doors: [
        { label: 'Swagger UI', url: '/docs', text: 'Every request, to try out' },
        { label: 'OpenAPI', url: '/openapi.json', text: 'The same as a machine-readable document' },
        { label: 'Search', url: `${pathname}/Organization`, text: 'Forms for every type and parameter' },
        { label: 'Export', url: `${pathname}/OperationDefinition/export`, text: 'Everything as files, by $export' },
        { label: 'Metadata', url: `${pathname}/metadata`, text: 'What this server can do' },
        { label: 'Health', url: '/health/ready', text: 'Whether the server and its database are ready' },
      ],
      example: { text: 'Rename an organization:', command: exampleCommand(baseUrl) },
      samples: await this.samples(pathname),
    });
  }

  /** Links into the sample directory, if it is loaded. */
  private async samples(pathname: string): Promise<readonly SampleGroup[]> {
    const [first] = sampleDirectory();
    if (!first || !(await this.stores.of(first.resourceType).read(first.resourceType, first.id!))) return [];
    const groups = new Map<string, [string, string][]>();
    for (const resource of sampleDirectory()) {
      const { resourceType: type, id } = resource;
      const links = groups.get(type) ?? groups.set(type, []).get(type)!;
      links.push([sampleTitle(resource), `${pathname}/${type}/${id}`]);
    }
    return [...groups].map(([type, resources]) => ({ type, resources }));
  }
}
