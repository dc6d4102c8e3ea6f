import type { Command } from '../command';
import { say } from '../messages';
import { DATABASE } from '../options';

export const command: Command = {
  name: 'serve',
  summary: say`serve the directory by FHIR`,
  description: [
    say`Starts the server with the settings of the environment, and serves until it is stopped: SIGTERM drains it, SIGINT stops it without the delay.`,
  ],
  options: [
    DATABASE,
    { flags: '--port <number>', text: say`where to listen, in place of PORT` },
    { flags: '--base-url <url>', text: say`the address clients use, in place of BASE_URL` },
    { flags: '--sample', text: say`put the sample directory into the database first, as SAMPLE_DATA does` },
  ],
  examples: [
    ['serve --database sqlite:data/try.db --sample', say`try it out, on port 3000`],
    ['serve --port 8080 --base-url https://ror.example.org/fhir', say`behind a proxy`],
  ],
};
