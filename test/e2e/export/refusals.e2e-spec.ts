import { describeOnEachDatabase } from '../../support/on-each-database';
import { jobsDone } from '../../support/exports';

const JOB = '990789c0-f170-400f-97dd-ed2ac6fd22dc';

describeOnEachDatabase('an invalid export', {}, (server) => {
  it.each([
    ['a format there is not', '/$export?_outputFormat=csv', /csv.*application\/fhir\+ndjson/, '_outputFormat'],
    ['two formats', '/$export?_outputFormat=json&_outputFormat=ndjson', /_outputFormat twice/, '_outputFormat'],
    [
      'a type there is not',
      '/$export?_type=Organization,Organisation',
      /Organisation is not served here; did you mean Organization/,
      '_type',
    ],
    [
      'a type of its own at the address of one',
      '/Organization/$export?_type=Organization',
      /_type is not a parameter here/,
      '_type',
    ],
    [
      'an unknown parameter',
      '/$export?_types=Organization',
      /_types is not a parameter here; did you mean _type/,
      '_types',
    ],
    [
      'a filter that is no search',
      '/$export?_typeFilter=Organization',
      /not a search of a type.*Write a search such as/,
      '_typeFilter',
    ],
    [
      'a filter with a malformed percent-encoding',
      '/$export?_typeFilter=Organization%3Fname%3D%25E9',
      /The parameter name cannot be read/,
      '_typeFilter',
    ],
    [
      'a filter that looks for nothing',
      '/$export?_typeFilter=Organization%3F',
      /has no search parameter/,
      '_typeFilter',
    ],
    [
      'a filter of an unknown type',
      '/$export?_typeFilter=Patient%3Fname%3Dx',
      /Patient is not served here/,
      '_typeFilter',
    ],
    [
      'a filter of a type that is not exported',
      '/$export?_type=Location&_typeFilter=Organization%3Fname%3Dx',
      /Organization is not exported.*Types exported: Location/,
      '_typeFilter',
    ],
    [
      'an unknown search parameter',
      '/$export?_typeFilter=Organization%3Fcolour%3Dred',
      /colour is not a search parameter of Organization/,
      'colour',
    ],
    [
      'a parameter of the page of a search',
      '/$export?_typeFilter=Organization%3F_count%3D5',
      /_count is not a search parameter/,
      '_count',
    ],
    [
      'a value that cannot be searched for',
      '/$export?_typeFilter=Organization%3F_lastUpdated%3Dyesterday',
      /yesterday/,
      '_lastUpdated',
    ],
    [
      'too many searches',
      `/$export?_typeFilter=${Array(51).fill('Organization%3F_id%3D1').join(',')}`,
      /51 searches.*Split it into several/,
      '_typeFilter',
    ],
    ['no instant', '/$export?_since=yesterday', /yesterday is not an instant.*transactionTime/, '_since'],
    ['an instant to come', '/$export?_since=2999-01-01', /2999-01-01 is in the future/, '_since'],
    ['no element', '/$export?_elements=1x', /1x is not the name of an element/, '_elements'],
    ['a misspelt element', '/$export?_type=Location&_elements=nmae', /nmae.*did you mean name/, '_elements'],
    [
      'an element of a type that is not exported',
      '/$export?_type=Location&_elements=Organization.name',
      /Organization is not exported/,
      '_elements',
    ],
    [
      'an unknown set',
      '/$export?includeAssociatedData=_everything',
      /_everything is not a set.*_myCompleteExtract/,
      'includeAssociatedData',
    ],
    [
      'a set without its type',
      '/$export?_type=Location&includeAssociatedData=_myCompleteExtract',
      /belongs to HealthcareService, which is not exported/,
      'includeAssociatedData',
    ],
  ] as const)('is refused with 400: %s', async (_, path, words, parameter) => {
    const { body, text } = await server.send('get', path).expect(400);
    expect(text).toMatch(words);
    expect(body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ expression: [expect.stringMatching(`^http.${parameter}`)] }] }); // prettier-ignore
  });

  it.each([
    ['get', `/$export-poll-status?_jobId=${JOB}`, 404, /The job 990789c0.* is not known here/],
    ['delete', `/$export-poll-status?_jobId=${JOB}`, 404, /not known/],
    ['get', `/$export-file?_jobId=${JOB}&_file=0`, 404, /not known/],
    ['get', `/$export-poll-status?_jobId=${'x'.repeat(5_000)}`, 404, /not known/],
    ['get', "/$export-poll-status?_jobId=' OR 1=1 --", 404, /not known/],
    ['get', '/$export-poll-status', 400, /needs the parameter _jobId/],
    ['get', '/$export-poll-status?_jobId=', 400, /_jobId/],
    ['get', '/$export-poll-status?_jobId=a&_jobId=b', 400, /twice/],
    ['get', `/$export-file?_jobId=${JOB}`, 400, /needs the parameter _file/],
    ['get', `/$export-file?_jobId=${JOB}&_file=first`, 400, /_file/],
    ['get', `/$export-file?_jobId=${JOB}&_file=-1`, 400, /_file/],
    ['put', '/$export-poll-status', 405, /PUT is not served/],
    ['delete', '/$export', 405, /DELETE is not served/],
    ['delete', '/Organization/$export', 405, /DELETE is not served/],
  ] as const)('%s %s is %s', async (method, path, status, words) => {
    const { text } = await server.send(method, path).expect(status);
    expect(text).toMatch(words);
  });

  it('is refused in French as well', async () => {
    const { text } = await server.send('get', '/$export?_since=2999-01-01').set('Accept-Language', 'fr').expect(400);
    expect(text).toContain('2999-01-01 est dans le futur');
  });

  it('has no file before one is written', async () => {
    const { headers } = await server.send('get', '/$export?_type=Location').expect(202);
    await jobsDone(server);
    const job = new URL(String(headers['content-location'])).searchParams.get('_jobId')!;
    const { text } = await server.send('get', `/$export-file?_jobId=${job}&_file=0`).expect(404);
    expect(text).toMatch(/has no file 0/);
  });

  it.each(['application/fhir+ndjson', 'text/csv', 'application/json', '*/*'])(
    'is not refused because of the Accept header: %s',
    async (accept) => {
      await server.send('get', '/$export?_type=Location').set('Accept', accept).expect(202);
      await jobsDone(server);
    },
  );
});
