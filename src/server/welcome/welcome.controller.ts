import { Controller, Get, Header, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import {
  FHIR_OPTIONS,
  type FhirOptions,
  htmlSecurityHeaders,
  type Language,
  languageFor,
  LANGUAGES,
  say,
  type SampleGroup,
  siteOf,
  StoreRegistry,
  Undocumented,
  welcomePage,
} from '../../fhir';
import { sampleDirectory, sampleTitle } from '../../ror';
import { exampleCommand } from '../banner';

const DESCRIPTION = say`A FHIR R4 server for ROR, the French national directory of health and medico-social offers. Read and search the directory, and keep it up to date with PATCH and PUT.`;

/** The page at `/`: what this server is, and links to start from. */
@Undocumented()
@Controller()
export class WelcomeController {
  constructor(
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    @Inject(LANGUAGES) private readonly languages: readonly Language[],
    private readonly stores: StoreRegistry,
  ) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  async welcome(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    const { baseUrl } = this.options;
    const { pathname } = new URL(baseUrl);
    for (const [name, value] of Object.entries(htmlSecurityHeaders())) response.setHeader(name, value);
    const language = languageFor(request, this.languages);
    response.setHeader('Content-Language', language.tag);
    response.vary('Accept-Language');
    return welcomePage({
      site: siteOf(this.options, this.languages),
      language,
      description: DESCRIPTION,
      doors: [
        {
          label: say`Search the directory`,
          url: `${pathname}/Organization`,
          text: say`Forms for every type and parameter`,
        },
        { label: 'Swagger UI', url: '/docs', text: say`Every request, to try out` },
        { label: 'OpenAPI', url: '/openapi.json', text: say`The same as a machine-readable document` },
        { label: say`Metadata`, url: `${pathname}/metadata`, text: say`What this server can do` },
        {
          label: say`Export`,
          url: `${pathname}/OperationDefinition/export`,
          text: say`Everything as files, by $export`,
        },
        { label: say`Health`, url: '/health/ready', text: say`Whether the server and its database are ready` },
      ],
      search: {
        label: say`Find an organization by its name`,
        url: `${pathname}/Organization`,
        parameter: 'name:contains',
        example: 'Hôpital',
      },
      example: { text: say`Rename an organization:`, command: exampleCommand(baseUrl) },
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
