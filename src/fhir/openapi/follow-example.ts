/** As much of Immutable.js as Swagger UI shows a plugin of a parameter. */
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
 * A plugin of Swagger UI: whoever chooses an example of the body gets the parameters that example goes with, those of
 * the same name. It runs in the browser, as the text of this function: nothing outside of it is there.
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
