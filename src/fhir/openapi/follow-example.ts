/** The part of the Immutable.js API with which Swagger UI passes parameters to plugins. */
interface ShownParameter {
  get(name: string): unknown;
  getIn(path: readonly string[]): unknown;
}

interface Choice {
  readonly name: string;
  readonly pathMethod: readonly string[];
  readonly contextType: string;
  readonly contextName: string;
}

interface SwaggerUi {
  readonly specSelectors: {
    specJsonWithResolvedSubtrees(): { getIn(path: readonly string[]): Iterable<ShownParameter> | undefined };
  };
  readonly specActions: {
    changeParamByIdentity(pathMethod: readonly string[], parameter: ShownParameter, value: unknown): unknown;
  };
}

type Choose = (choice: Choice) => unknown;

/**
 * A Swagger UI plugin: when an example of the body is selected, parameters that have an example with the same name are
 * set to it.
 * It runs in the browser, from the source text of this function, so it must not refer to anything outside it.
 */
export function followExample(): object {
  const setActiveExamplesMember =
    (choose: Choose, { specSelectors, specActions }: SwaggerUi): Choose =>
    (choice) => {
      const { name, pathMethod, contextType } = choice;
      const parameters = specSelectors.specJsonWithResolvedSubtrees().getIn(['paths', ...pathMethod, 'parameters']);
      for (const parameter of contextType === 'requestBody' ? (parameters ?? []) : []) {
        const value = parameter.getIn(['examples', name, 'value']);
        if (value === undefined) continue;
        const contextName = `${String(parameter.get('name'))}-${String(parameter.get('in'))}`;
        choose({ name, pathMethod, contextType: 'parameters', contextName });
        specActions.changeParamByIdentity(pathMethod, parameter, value);
      }
      return choose(choice);
    };
  return { statePlugins: { oas3: { wrapActions: { setActiveExamplesMember } } } };
}
