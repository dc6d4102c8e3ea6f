import { urlIn } from './criteria';
import { isSelecting, stepsOf, type PathStep } from './path-steps';

/**
 * A path that ends in extensions, however it selects them: `Location.extension.where(url = 'urn:x').where(…)`,
 * `Location.extension('urn:x').first()`, `Location.extension`.
 */
export interface ExtensionPath {
  /** The element that holds the extensions. */
  readonly parent: string;
  /** The URL that every selected extension certainly has; undefined when the path does not fix one. */
  readonly url?: string;
  /** True when the path ends in a position in the list: `[0]`, `first()`. */
  readonly byPlace: boolean;
}

const LITERAL = /^\s*'([^'\\]*)'\s*$/;

/** @returns undefined for any other path */
export function extensionPath(path: string): ExtensionPath | undefined {
  const steps = stepsOf(path);
  return steps && ofSteps(path, steps);
}

/** The first extensions on a path such as `….extension(…).where(…).extension(…).value`, and the path up to them. */
export function outermostExtensions(path: string): (ExtensionPath & { readonly path: string }) | undefined {
  const steps = stepsOf(path);
  const first = steps?.findIndex(({ name }) => name === 'extension') ?? -1;
  if (!steps || first < 0) return undefined;
  const after = steps.findIndex((step, index) => index > first && !isSelecting(step));
  const [picking, rest] = after < 0 ? [steps, undefined] : [steps.slice(0, after), steps[after]];
  const upTo = path.slice(0, rest?.start);
  const picked = ofSteps(upTo, picking);
  return picked && { ...picked, path: upTo };
}

function ofSteps(path: string, steps: readonly PathStep[]): ExtensionPath | undefined {
  const last = steps.findLastIndex((step) => !isSelecting(step));
  const step = steps[last];
  if (step?.name !== 'extension') return undefined;
  const selecting = steps.slice(last + 1);
  const criteria = selecting.flatMap(({ name, args }) => (name === 'where' ? [urlIn(args ?? '')] : []));
  const urls = [step.args === undefined ? undefined : LITERAL.exec(step.args)?.[1], ...criteria];
  const url = urls.find((each) => each !== undefined);
  return {
    parent: path.slice(0, step.start).trim() || '$this',
    ...(url !== undefined && { url }),
    byPlace: selecting.some(({ name }) => name !== 'where'),
  };
}
