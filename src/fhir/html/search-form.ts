import { say, type Text } from '../messages';
import { Html, html } from './html';
import type { SearchForm } from './page-view';
import { SEARCH_SCRIPT } from './search-script';
import type { ServerLinks } from './server-links';
import { withCode } from './with-code';

/** Number of fields shown initially, in addition to those with a value; the others are folded. */
const AT_ONCE = 4;

type Values = Readonly<Record<string, string | readonly string[]>>;
type Fields = SearchForm['parameters'];

/**
 * A search as a plain GET form. An empty field is sent as an empty parameter, which servers ignore (R4 search.html).
 * With JavaScript, the form shows the URL as it is filled in, without empty parameters, and lets the user add criteria.
 */
export function searchForm({ type, types, parameters, answer, values }: SearchForm, links: ServerLinks): Html {
  const given: Values = values ?? {};
  const isFilled = ({ name }: { readonly name: string }): boolean => Object.hasOwn(given, name);
  const shown = parameters.filter((field, index) => index < AT_ONCE || isFilled(field));
  const others = parameters.filter((field) => !shown.includes(field));
  const known = new Set([...parameters, ...answer].map(({ name }) => name));
  const besides = Object.keys(given).filter((name) => !known.has(name)).map((name) => ({ name }));
  const action = links.to(type);
  return html`<section class="card">
    <details class="search" ${values && new Html(' open')}>
      <summary><h2>${say`Search ${type}`}</h2></summary>
      ${
        types.length > 1 &&
        html`<nav class="types" aria-label="${say`Other types`}">
          ${types.map((each) => html`<a href="${links.to(each)}" ${each === type && new Html(' aria-current="true"')}>${each}</a>`)}
        </nav>`
      }
      <form method="get" action="${action}" data-search>
        <div class="fields" data-fields>${fieldsOf([...shown, ...besides], given)}</div>
        ${folded(others.length === 1 ? say`1 more parameter` : say`${others.length} more parameters`, others, given)}
        ${folded(say`Order, pages and what comes with them`, answer, given, answer.some(isFilled))}
        <div class="adding" data-adding hidden>
          <label><span>${say`Another criterion`}</span><input data-name placeholder="organization.name:contains" autocomplete="off" spellcheck="false" /></label>
          <button type="button" class="button">${say`Add`}</button>
        </div>
        <p class="address"><span class="method">GET</span><a data-address href="${action}">${action}</a></p>
        <button class="button strong">${say`Search`}</button>
      </form>
    </details>
  </section>
  ${SEARCH_SCRIPT}`;
} // prettier-ignore

function folded(title: Text, fields: Fields, values: Values, isOpen = false): Html | false {
  return (
    fields.length > 0 &&
    html`<details class="more" ${isOpen && new Html(' open')}>
      <summary>${title}</summary>
      <div class="fields">${fieldsOf(fields, values)}</div>
    </details>`
  );
}

/** One field per value; one empty field for a parameter without a value. */
function fieldsOf(fields: Fields, values: Values): Html[] {
  return fields.flatMap(({ name, documentation, example }) => {
    const given = Object.hasOwn(values, name) ? [values[name] ?? ''].flat() : [''];
    return given.map((value) => field({ name, value, documentation, example }));
  });
}

interface Field {
  readonly name: string;
  readonly value: string;
  readonly documentation: Text | undefined;
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
