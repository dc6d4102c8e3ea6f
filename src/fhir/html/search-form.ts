import { Html, html } from './html';
import type { SearchForm } from './page-view';
import type { ServerLinks } from './server-links';
import { withCode } from './with-code';

/** A search as a plain GET form. A field left empty is sent as an empty parameter, which a server ignores (R4 search.html). */
export function searchForm({ type, parameters, values }: SearchForm, links: ServerLinks): Html {
  const fields = parameters.flatMap(({ name, documentation, example }) => {
    const given = values && Object.hasOwn(values, name) ? [values[name] ?? ''].flat() : [''];
    return given.map((value) => field({ name, value, documentation, example }));
  });
  return html`<section class="card">
    <details class="search" ${values && new Html(' open')}>
      <summary><h2>Search ${type}</h2></summary>
      <form method="get" action="${links.to(type)}">
        <div class="fields">${fields}</div>
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
