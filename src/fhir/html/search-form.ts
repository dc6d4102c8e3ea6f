import { Html, html } from './html';
import type { SearchForm } from './page-view';
import type { ServerLinks } from './server-links';
import { withCode } from './with-code';

/** Fields that are there at once; those that were filled are too, and the others come when somebody asks for them. */
const AT_ONCE = 4;

/** A search as a plain GET form. A field left empty is sent as an empty parameter, which a server ignores (R4 search.html). */
export function searchForm({ type, parameters, values }: SearchForm, links: ServerLinks): Html {
  const isFilled = (name: string): boolean => values !== undefined && Object.hasOwn(values, name);
  const shown = parameters.filter(({ name }, index) => index < AT_ONCE || isFilled(name));
  const others = parameters.filter((parameter) => !shown.includes(parameter));
  const fieldsOf = (some: SearchForm['parameters']): Html[] =>
    some.flatMap(({ name, documentation, example }) => {
      const given = values && isFilled(name) ? [values[name] ?? ''].flat() : [''];
      return given.map((value) => field({ name, value, documentation, example }));
    });
  return html`<section class="card">
    <details class="search" ${values && new Html(' open')}>
      <summary><h2>Search ${type}</h2></summary>
      <form method="get" action="${links.to(type)}">
        <div class="fields">${fieldsOf(shown)}</div>
        ${
          others.length > 0 &&
          html`<details class="more">
            <summary>${others.length} more parameters</summary>
            <div class="fields">${fieldsOf(others)}</div>
          </details>`
        }
        <button class="button strong">Search</button>
      </form>
    </details>
  </section>`;
}

interface Field {
  readonly name: string;
  readonly value: string;
  readonly documentation: string | undefined;
  readonly example: string | undefined;
}

function field({ name, value, documentation, example }: Field): Html {
  return html`<label
    ><span>${name}</span
    ><input
      name="${name}"
      value="${value}"
      placeholder="${example ?? ''}"
      autocomplete="off"
      spellcheck="false"
    />${documentation && html`<small>${withCode(documentation)}</small>`}</label
  >`;
}
