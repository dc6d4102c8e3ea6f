export interface OpenApiOptions {
  /**
   * The `path` of the FhirModule to document, without other routes of the application. Default: all FhirModules, and
   * those routes.
   */
  readonly path?: string;
}

export interface SwaggerOptions extends OpenApiOptions {
  /** Path of Swagger UI. Default: `docs`. */
  readonly page?: string;
  /** Path of the document. Default: `openapi.json`. */
  readonly document?: string;
  /** Prefills the form of Swagger UI's Authorize button: a public demo client. */
  readonly client?: { readonly clientId: string; readonly clientSecret: string; readonly scopes: string[] };
}

export const PAGE = 'docs';
export const DOCUMENT = 'openapi.json';
