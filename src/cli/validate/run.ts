import { FhirError, type IssueDetail } from '../../fhir/errors/fhir-error';
import { toRefusal } from '../../fhir/errors/operation-outcome';
import type { JsonObject } from '../../fhir/json';
import { ValidateService } from '../../fhir/operations/validate.service';
import type { RequestContext } from '../../fhir';
import { MemoryPersistenceModule } from '../../persistence';
import { readSettings } from '../../config/settings';
import type { Runner } from '../command';
import { EXIT } from '../exit-code';
import { findFiles } from '../input/find-files';
import { readResources, type Found } from '../input/read-resources';
import { rorLanguages, say } from '../messages';
import { openServer } from '../open-server';
import { reportOf, type Finding } from './findings';

/** `ror-fhir validate`. @throws Refusal for a path that does not exist */
export const run: Runner = async (given, terminal) => {
  const files = await findFiles(given.args);
  const packages = given.text('packages') ?? terminal.env['PACKAGES_FOLDER'];
  const settings = readSettings({ LOG_LEVEL: 'error', ...(packages && { PACKAGES_FOLDER: packages }) });
  const server = await openServer(settings, { persistence: MemoryPersistenceModule });
  try {
    const judge = judgeBy(server.get(ValidateService), given.list('profile'));
    const report = reportOf(given.text('format') ?? 'text', rorLanguages(terminal.language)[0]!);
    const counts = { resources: 0, errors: 0, warnings: 0 };
    let isFirst = true;
    await terminal.write(report.head);
    for (const file of files) {
      for await (const { found } of readResources(file, terminal.surroundings.stdin)) {
        for (const each of found) {
          const issues = await judge(each);
          counts.resources += 1;
          counts.errors += issues.filter(isError).length;
          counts.warnings += issues.filter(({ severity }) => severity === 'warning').length;
          if (issues.length === 0) continue;
          await terminal.write(report.line(findingOf(each, issues), isFirst));
          isFirst = false;
        }
      }
    }
    await terminal.write(report.foot(counts));
    const { resources, errors, warnings } = counts;
    terminal.tell(say`Resources: ${resources}, errors: ${errors}, warnings: ${warnings}`);
    return errors > 0 || (given.text('failOn') === 'warning' && warnings > 0) ? EXIT.faults : EXIT.done;
  } finally {
    await server.close();
  }
};

function findingOf({ place, resource }: Found, issues: readonly IssueDetail[]): Finding {
  return { place, resource: nameOf(resource), issues };
}

/** `Organization/12`, with `?` for a missing part. */
export function nameOf(resource: JsonObject | undefined): string {
  const { resourceType, id } = resource ?? {};
  return [resourceType, id].map((part) => (typeof part === 'string' ? part : '?')).join('/');
}

function isError({ severity = 'error' }: IssueDetail): boolean {
  return severity === 'error' || severity === 'fatal';
}

/** Judges a resource; one that cannot be read is faulty too. */
function judgeBy(service: ValidateService, profiles: readonly string[]) {
  return async ({ resource, fault }: Found): Promise<readonly IssueDetail[]> => {
    if (!resource) return toRefusal(fault).outcome.issues;
    const type = typeof resource['resourceType'] === 'string' ? resource['resourceType'] : '';
    const context: RequestContext = {
      requestId: 'validate',
      ofServer: true,
      interaction: 'operation',
      operation: '$validate',
      type,
      handling: 'strict',
      dryRun: true,
      headers: {},
    };
    try {
      return await service.validate(context, { resource, at: [], mode: 'profile', profiles });
    } catch (error) {
      if (!(error instanceof FhirError)) throw error;
      return toRefusal(error).outcome.issues;
    }
  };
}
