import { Html, html } from './html';
import type { SearchForm } from './page-view';
import type { ServerLinks } from './server-links';

/** A search as a plain GET form. A field left empty is sent as an empty parameter, which a server ignores (R4 search.html). */
export function searchForm({ type, parameters, values = {} }: SearchForm, links: ServerLinks): Html {
  const fields = parameters.map(({ name, documentation }) => {
    const value = Object.hasOwn(values, name) ? values[name] : '';
    return html`<label
      ><span>${name}</span
      ><input
        name="${name}"
        value="${value}"
        autocomplete="off"
        spellcheck="false"
      />${documentation && html`<small>${documentation}</small>`}</label
    >`;
  });
  const asked = Object.keys(values).length > 0;
  return html`<section class="card">
    <details class="search" ${asked && new Html(' open')}>
      <summary><h2>Search ${type}</h2></summary>
      <form method="get" action="${links.to(type)}">
        <div class="fields">${fields}</div>
        <button class="button strong">Search</button>
      </form>
    </details>
  </section>`;
}
