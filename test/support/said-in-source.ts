import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '../..');

/** A message as written in the source. */
export interface SaidMessage {
  /** `src/fhir/json/tokenizer.ts:12` */
  readonly place: string;
  /** The English text with `{0}`, `{1}` … for its values: the key of its translations. */
  readonly source: string;
  readonly values: number;
}

/** Every say`…` in the files below a folder of the project, without the tests. */
export function messagesIn(folder: string): SaidMessage[] {
  return inEachNode(folder, /\bsay`/, messageAt);
}

/**
 * Places where a client would get a sentence that cannot be translated: a text, a hint or the message of a FhirError
 * written as a plain string.
 */
export function plainSentencesIn(folder: string): string[] {
  return inEachNode(folder, /\b(text|hint|FhirError)\b/, (file, node) =>
    isPlainSentence(node) ? [`${placeOf(file, node)} ${node.getText()}`] : [],
  );
}

/** @param sign without it, a file has nothing to be found */
function inEachNode<T>(folder: string, sign: RegExp, found: (file: ts.SourceFile, node: ts.Node) => T[]): T[] {
  const all: T[] = [];
  for (const path of sourceFiles(folder)) {
    const text = readFileSync(path, 'utf8');
    if (!sign.test(text)) continue;
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      all.push(...found(file, node));
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return all;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
    .map(({ parentPath, name }) => join(parentPath, name));
}

function messageAt(file: ts.SourceFile, node: ts.Node): SaidMessage[] {
  if (!ts.isTaggedTemplateExpression(node) || node.tag.getText() !== 'say') return [];
  const { template } = node;
  if (ts.isNoSubstitutionTemplateLiteral(template)) {
    return [{ place: placeOf(file, node), source: template.text, values: 0 }];
  }
  const spans = template.templateSpans.map(({ literal }, index) => `{${index}}${literal.text}`);
  return [{ place: placeOf(file, node), source: template.head.text + spans.join(''), values: spans.length }];
}

function isPlainSentence(node: ts.Node): boolean {
  if (ts.isPropertyAssignment(node)) {
    return ['text', 'hint'].includes(node.name.getText()) && isSentence(node.initializer);
  }
  if (!ts.isNewExpression(node) || node.expression.getText() !== 'FhirError') return false;
  const message = node.arguments?.[1];
  return message !== undefined && isSentence(message);
}

/** Whether an expression has more than one word, or text around a value. */
function isSentence(node: ts.Expression): boolean {
  return ts.isTemplateExpression(node) || (ts.isStringLiteralLike(node) && /\s/.test(node.text));
}

function placeOf(file: ts.SourceFile, node: ts.Node): string {
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return `${relative(ROOT, file.fileName)}:${line + 1}`;
}
