import { Html } from './html';

/**
 * The only script on the pages. It shows the URL of a search while its form is filled in, omits empty fields, and adds
 * fields. It creates elements and text, never markup.
 */
export const SCRIPT = `(() => {
const form = document.querySelector('[data-search]');
const link = form.querySelector('[data-address]');
const adding = form.querySelector('[data-adding]');
const named = adding.querySelector('input');
const action = form.getAttribute('action');
const address = () => {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value !== '') query.append(name, value);
  return query.size > 0 ? action + '?' + query : action;
};
const readable = (url) => url.replace(/%(7C|2C|3A|2F|24)/g, (code) => decodeURIComponent(code));
const show = () => {
  link.href = address();
  link.textContent = readable(address());
};
const add = () => {
  const name = named.value.trim();
  if (name === '') return;
  const label = document.createElement('label');
  const title = label.appendChild(document.createElement('span'));
  title.textContent = name;
  const input = label.appendChild(document.createElement('input'));
  input.name = name;
  input.autocomplete = 'off';
  input.spellcheck = false;
  form.querySelector('[data-fields]').append(label);
  named.value = '';
  input.focus();
};
adding.hidden = false;
adding.querySelector('button').addEventListener('click', add);
named.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  add();
});
form.addEventListener('input', show);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  location.assign(address());
});
addEventListener('pageshow', show);
show();
})();`;

/** Placed after its form. */
export const SEARCH_SCRIPT = new Html(`<script>${SCRIPT}</script>`);
