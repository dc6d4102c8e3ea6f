import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '../..');
const PIECE = /^```ts\n([\s\S]*?)^```|^<!--ts\n([\s\S]*?)^-->/gm;

/** The TypeScript of a document as one file: the snippets, and the code in `<!--ts … -->` that they need to compile. */
export function codeOf(markdown: string): string {
  return Array.from(markdown.matchAll(PIECE), ([, shown, hidden]) => shown ?? hidden ?? '').join('\n');
}

/**
 * Compiles documents against the sources, with the same strictness.
 * @param documents their text, by file name below the root of the project
 * @returns the errors, each with its line of code
 */
export function faultsIn(documents: Readonly<Record<string, string>>): string[] {
  const files = new Map(
    Object.entries(documents).map(([name, markdown]) => [
      join(root, `${name}.ts`),
      `${codeOf(markdown)}\nexport {};\n`,
    ]),
  );
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => readFileSync(path, 'utf8'));
  const { options } = ts.parseJsonConfigFileContent(
    { ...config.config, files: [], include: [] } as object,
    ts.sys,
    root,
  );
  const set: ts.CompilerOptions = {
    ...options, noEmit: true, incremental: false, noUnusedLocals: false, noUnusedParameters: false, rootDir: root,
    paths: {
      'ror-fhir-facade': [join(root, 'src/fhir/index.ts')],
      'ror-fhir-facade/persistence': [join(root, 'src/persistence/index.ts')],
      'ror-fhir-facade/ror': [join(root, 'src/ror/index.ts')],
      'ror-fhir-facade/testing': [join(root, 'src/testing/index.ts')],
    },
  }; // prettier-ignore
  const host = ts.createCompilerHost(set);
  const { fileExists, readFile, getSourceFile, directoryExists } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.directoryExists = (path) => [...files.keys()].some((file) => dirname(file) === path) || directoryExists!(path);
  host.getSourceFile = (path, version, ...rest) =>
    files.has(path) ? ts.createSourceFile(path, files.get(path)!, version) : getSourceFile(path, version, ...rest);
  const program = ts.createProgram([...files.keys()], set, host);
  return [...files.keys()].flatMap((path) => {
    const source = program.getSourceFile(path)!;
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((fault) => {
      const { line } = source.getLineAndCharacterOfPosition(fault.start ?? 0);
      const words = ts.flattenDiagnosticMessageText(fault.messageText, ' ');
      return `${path.slice(root.length + 1)}: ${source.text.split('\n')[line]!.trim()}: ${words}`;
    });
  });
}
