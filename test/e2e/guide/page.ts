import { type Line, type RefusedLine, typeOf } from './line';
import { PAGES } from './lines';
import { INC, OLD_INC } from './terms';

const HEAD = `# The requests of the ROR guide

Each row is a test: the request is sent to a server that holds what it must find, and for each criterion a resource that
fits all the others but that one. \`INC\` stands for the five includes of the guide (\`${INC}\`), \`x|\` for the system of a
terminology. Written by \`npm run guide\`, from the rows in \`test/e2e/guide/lines/\`.
`;

/** The text of docs/guide.md. */
export function guidePage(): string {
  const sections = Object.entries(PAGES).map(
    ([title, lines]) =>
      `## ${title}\n\n| line | request | finds | brings | leaves out |\n| --- | --- | --- | --- | --- |\n${lines.map(row).join('\n')}\n`,
  );
  return `${HEAD}\n${sections.join('\n')}`;
}

function row(line: Line | RefusedLine): string {
  const cells = [line.line, `\`${short(line.request)}\``, ...('finds' in line ? answered(line) : [line.why, '', ''])];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function answered({ request, before = [], given, finds, brings = [] }: Line): string[] {
  const type = typeOf(request);
  const out = [...before, ...given]
    .filter(({ resourceType, id }) => resourceType === type && !finds.includes(`${resourceType}/${id}`))
    .map(({ id }) => id);
  return [
    finds.map((key) => key.split('/')[1]!).join(', '),
    brings.length ? String(new Set(brings).size) : '',
    out.join(', '),
  ];
}

function short(request: string): string {
  return request
    .replace(INC, 'INC')
    .replace(OLD_INC, 'INC')
    .replaceAll('%3F', '?')
    .replaceAll('%3D', '=')
    .replaceAll('%7C', '|')
    .replace(/https:\/\/mos\.esante\.gouv\.fr\/\S*?\|/g, 'x|');
}
