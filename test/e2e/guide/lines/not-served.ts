import type { RefusedLine } from '../line';
import { T } from '../terms';

const of = (type: string, rows: Readonly<Record<string, string>>): RefusedLine[] =>
  Object.entries(rows).map(([line, request]) => ({ line, request, status: 404, why: `${type} is not served` }));

/** Requests for types that this server does not serve; a plugin may. */
export const notServed: readonly RefusedLine[] = [
  ...of('Task', {
    '_7.1': 'Task?identifier=XXX',
    '_7.2': 'Task?focus:HealthcareService.identifier=XXX',
    '_7.3': `Task?focus:HealthcareService:_tag=${T('R30')}|11`,
    '_7.4': 'Task',
    '_7.5new': 'Task/687',
    '_7.2 (0.7)': 'Task?focus:HealthcareService:identifier=XXX',
    'dev.T3': `Task?focus:Organization:_tag=${T('R30')}|11`,
  }),
  ...of('Measure', {
    '_11.1': 'Measure?identifier=XXX&_revinclude=MeasureReport:measure',
    '_11.2': 'Measure?_has:MeasureReport:measure:date=eq2023-10-06T15:00',
  }),
  ...of('Questionnaire', {
    Q2: 'Questionnaire',
    Q3: 'Questionnaire?identifier=XXX',
    Q4: `Questionnaire?context=${T('R66')}|124`,
  }),
];
