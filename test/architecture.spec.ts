import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const root = join(__dirname, '../src');

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
    .map(({ parentPath, name }) => join(parentPath, name));
}

/** What a file imports, values and types: packages by name, our own files by their path below `src`. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return Array.from(text.matchAll(/(?:from|import|require\()\s*'([^']+)'/g), ([, name = '']) =>
    name.startsWith('.') ? relative(root, resolve(file, '..', name)) : name,
  );
}

/** What is loaded with a file: as `importsOf`, without types and what is loaded later. */
function loadedWith(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const statements = text.matchAll(/^(?:import|export)\s(?!type\b)[^;]*?from\s'([^']+)'/gms);
  return Array.from(statements, ([, name = '']) =>
    name.startsWith('.') ? relative(root, resolve(file, '..', name)) : name,
  );
}

/** Everything that is loaded with a module, from however far away. */
function loadedFrom(module: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(module)) return seen;
  seen.add(module);
  const file = [`${module}.ts`, `${module}/index.ts`].map((name) => join(root, name)).find((name) => existsSync(name));
  if (file) for (const name of loadedWith(file)) loadedFrom(name, seen);
  return seen;
}

/** The folders that a folder may import besides itself, and the packages that it must not. */
const ARROWS: Record<string, { folders: string[]; never: RegExp }> = {
  fhir: { folders: [], never: /^(typeorm|mysql2|libsql|@nestjs\/typeorm)(\/|$)/ },
  persistence: { folders: ['fhir'], never: /^(express|@nestjs\/platform-express|fhirpath)(\/|$)/ },
  ror: { folders: ['fhir'], never: /^(typeorm|mysql2|libsql|express|@nestjs\/typeorm)(\/|$)/ },
  testing: {
    folders: ['fhir', 'persistence'],
    never: /^(typeorm|mysql2|libsql|@nestjs\/typeorm|@?jest|vitest|supertest|fast-check)(\/|$)/,
  },
  config: { folders: ['fhir/messages'], never: /^(typeorm|express|@nestjs\/.*)(\/|$)/ },
};

describe('arrows go one way', () => {
  it.each(Object.entries(ARROWS))('src/%s', (folder, { folders, never }) => {
    const legal = (name: string) => name.startsWith(`${folder}/`) || folders.includes(name);
    const slips = sourceFiles(join(root, folder)).flatMap((file) =>
      importsOf(file)
        .filter((name) => never.test(name) || (ownFile(name) && !legal(name)))
        .map((name) => `${relative(root, file)} imports ${name}`),
    );
    expect(slips).toEqual([]);
  });

  it('tests and examples alone import src/testing', () => {
    const slips = sourceFiles(root).filter((file) => {
      const isOfTheKit = relative(root, file).startsWith('testing/');
      return !isOfTheKit && importsOf(file).some((name) => name === 'testing' || name.startsWith('testing/'));
    });
    expect(slips).toEqual([]);
  });

  it('nothing imports the command line', () => {
    const slips = sourceFiles(root).filter((file) => {
      const isOfTheCommandLine = relative(root, file).startsWith('cli/');
      return !isOfTheCommandLine && importsOf(file).some((name) => name === 'cli' || name.startsWith('cli/'));
    });
    expect(slips).toEqual([]);
  });

  it('detects imports', () => {
    expect(importsOf(join(root, 'ror/organization/organization.module.ts'))).toContain('fhir');
  });

  it('migrations import nothing from outside their folder, so that what they do never changes', () => {
    const slips = sourceFiles(join(root, 'persistence/migrations')).flatMap((file) =>
      importsOf(file)
        .filter((name) => ownFile(name) && !name.startsWith('persistence/migrations/'))
        .map((name) => `${relative(root, file)} imports ${name}`),
    );
    expect(slips).toEqual([]);
  });

  describe('a server starts without what it may never need', () => {
    const loaded = [...loadedFrom('cli/serve/run'), ...loadedFrom('cli/run')];

    it.each([
      ['Swagger', /^@nestjs\/swagger/],
      ['the FHIRPath engine', /^fhirpath/],
      ['the driver of MySQL', /^mysql2/],
      ['jose', /^jose/],
      ['the French catalogues of the framework', /^fhir\/messages\/fr\/(?!elision)/],
      ['facades and the memory store', /^persistence\/(facade|memory)\//],
    ])('%s', (_, late) => {
      expect(loaded).toEqual(expect.arrayContaining(['@nestjs/common', 'fhir/openapi/serve-swagger']));
      expect(loaded.filter((name) => late.test(name))).toEqual([]);
    });
  });

  it('only src/config and the entry point read the environment', () => {
    const readers = sourceFiles(root).filter((file) => readFileSync(file, 'utf8').includes('process.env'));
    expect(readers.map((file) => relative(root, file))).toEqual(['cli/bin.ts']);
  });
});

/** The folders of the framework, lowest layer first: each may import those before it. */
const LAYERS = [
  'messages', 'steps', 'errors', 'json', 'model', 'validation', 'xml', 'patch', 'lenient', 'options', 'ports', 'auth', 'integrity',
  'search', 'profile', 'plugin', 'access', 'service', 'html', 'rest', 'operations', 'bulk', 'capability', 'openapi', 'assembly', 'smart',
  'audit',
]; // prettier-ignore

describe('arrows inside the framework go one way, from REST down to JSON', () => {
  it('every folder belongs to a layer', () => {
    const folders = readdirSync(join(root, 'fhir'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual([...LAYERS].sort());
  });

  it.each(LAYERS)('src/fhir/%s', (layer) => {
    const known = LAYERS.slice(0, LAYERS.indexOf(layer) + 1).map((name) => `fhir/${name}`);
    const isKnown = (name: string) => known.some((folder) => name === folder || name.startsWith(`${folder}/`));
    const slips = sourceFiles(join(root, 'fhir', layer)).flatMap((file) =>
      importsOf(file)
        .filter((name) => ownFile(name) && name.startsWith('fhir') && !isKnown(name))
        .map((name) => `${relative(root, file)} imports ${name}`),
    );
    expect(slips).toEqual([]);
  });
});

/** Words that only the directory and its plugins may use: its name, French registers and French OIDs. */
const WORDS_OF_THE_DIRECTORY =
  /(?<![A-Za-z])(?:ror|Ror|ROR)(?![a-z])|[eE]sante|FINESS|[fF]iness|RPPS|[rR]pps|ADELI|\b(?:NOS|ANS)\b|1\.2\.250\./;

describe('the framework does not know the directory', () => {
  it('in a name, a text or a comment, tests included', () => {
    const slips = readdirSync(join(root, 'fhir'), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .flatMap(({ parentPath, name }) => {
        const lines = readFileSync(join(parentPath, name), 'utf8').split('\n');
        const place = relative(root, join(parentPath, name));
        return [place, ...lines.map((line, index) => `${place}:${index + 1}: ${line.trim()}`)];
      })
      .filter((text) => WORDS_OF_THE_DIRECTORY.test(text));
    expect(slips).toEqual([]);
  });

  it.each([
    'rorPlugins',
    'RorModule',
    'as ROR has it',
    'ror-organization',
    'http://FINESS.example.org',
    'urn:oid:1.2.250.1.213',
    'NOS',
  ])('detects a word such as %s', (text) => {
    expect(WORDS_OF_THE_DIRECTORY.test(text)).toBe(true);
  });

  it.each(['Error', 'mirror', 'errors', 'horror-free', 'urn:oid:2.999.1'])('accepts %s', (text) => {
    expect(WORDS_OF_THE_DIRECTORY.test(text)).toBe(false);
  });
});

const TOP = readdirSync(root, { withFileTypes: true }).map(({ name }) => name.replace(/\.ts$/, ''));
/** `fhir/r4` is the package of types, not our own folder. */
function ownFile(name: string): boolean {
  return name !== 'fhir/r4' && TOP.includes(name.split('/')[0]!);
}
