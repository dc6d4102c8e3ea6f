import { say } from '../messages';
import { type Html, html } from './html';
import { layout } from './layout';
import type { SampleGroup, WelcomeView } from './page-view';

/** Number of resources per type shown initially; the others are folded. */
const SEEN = 6;

/** The page at the root of the server: what it is, and where to go from here. */
export function welcomePage({
  site,
  language,
  description,
  doors,
  search,
  example,
  samples = [],
}: WelcomeView): string {
  const content = html`<section class="hero">
      <p class="kind">
        <span class="type">FHIR R4</span><span class="state plain">${say`version ${site.version}`}</span>
      </p>
      <h1>${site.name}</h1>
      <p class="lead">${description}</p>
      <p class="request"><span class="method">${say`Base`}</span><code>${site.baseUrl}</code></p>
      ${search && searchBox(search)}
    </section>
    <section aria-labelledby="doors">
      <h2 id="doors">${say`Start here`}</h2>
      <ul class="doors">
        ${doors.map(
          ({ label, url, text }) =>
            html`<li>
              <a href="${url}"><strong>${label}</strong><span>${text}</span></a>
            </li>`,
        )}
      </ul>
    </section>
    ${
      example &&
      html`<section class="card flush" aria-labelledby="try">
        <div class="bar"><h2 id="try">${say`Try it`}</h2></div>
        <p class="inset">${example.text}</p>
        <pre class="command" tabindex="0">${example.command}</pre>
      </section>`
    }
    ${
      samples.length > 0 &&
      html`<section aria-labelledby="samples">
        <h2 id="samples">${say`Sample directory`}</h2>
        <div class="groups">${samples.map(group)}</div>
      </section>`
    }`;
  return layout({ site, language, title: site.name, content });
}

function searchBox({ label, url, parameter, example = '' }: NonNullable<WelcomeView['search']>): Html {
  return html`<form method="get" action="${url}" role="search">
    <label><span>${label}</span><input name="${parameter}" placeholder="${example}" spellcheck="false" /></label>
    <button class="button strong">${say`Search`}</button>
  </form>`;
}

function group({ type, resources }: SampleGroup): Html {
  const rest = resources.slice(SEEN);
  return html`<section class="card group">
    <h3>${type} <span class="muted">${resources.length}</span></h3>
    <ul>
      ${resources.slice(0, SEEN).map(item)}
    </ul>
    ${
      rest.length > 0 &&
      html`<details>
        <summary>${say`${rest.length} more`}</summary>
        <ul>
          ${rest.map(item)}
        </ul>
      </details>`
    }
  </section>`;
}

function item([title, url]: readonly [string, string]): Html {
  return html`<li><a href="${url}">${title}</a></li>`;
}
