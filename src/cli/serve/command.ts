import type { Command } from '../command';
import { say } from '../messages';
import { DATABASE } from '../options';

export const command: Command = {
  name: 'serve',
  summary: say`serve the directory over FHIR`,
  description: [
    say`Starts the server with the settings in the environment and serves until it is stopped. SIGTERM drains it after STOP_DELAY; SIGINT drains it at once. A second signal stops it without waiting.`,
  ],
  options: [
    DATABASE,
    { flags: '--port <number>', text: say`port to listen on, instead of PORT` },
    { flags: '--base-url <url>', text: say`base URL that clients use, instead of BASE_URL` },
    { flags: '--sample', text: say`first load the sample directory into the database, as SAMPLE_DATA does` },
  ],
  examples: [
    ['serve --database sqlite:data/try.db --sample', say`try the server on port 3000`],
    ['serve --port 8080 --base-url https://ror.example.org/fhir', say`serve behind a proxy`],
  ],
};
