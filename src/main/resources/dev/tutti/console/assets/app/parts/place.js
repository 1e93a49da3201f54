// Where the browser is: the address is the only state of range, filter and selection.
import { html, useEffect, useState } from '../../vendor/preact.js';

const base = '/console';
const changed = () => dispatchEvent(new CustomEvent('tutti:place'));
addEventListener('popstate', changed);

const read = () => ({
  path: location.pathname.slice(base.length).replace(/\/$/, '') || '/',
  query: Object.fromEntries(new URLSearchParams(location.search)),
});

/** Goes to a path of the console, such as `/calls?filter=...`. */
export function go(path, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', base + path);
  if (!replace) scrollTo(0, 0);
  changed();
}

/** This place with other parameters; an empty value takes one away. */
export function at(parameters) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(parameters)) {
    if (value === '' || value === null || value === undefined) query.delete(name);
    else query.set(name, value);
  }
  return read().path + (query.size ? `?${query}` : '');
}

/** Changes parameters of the address. */
export const change = (parameters, options) => go(at(parameters), options);

export function usePlace() {
  const [place, setPlace] = useState(read);
  useEffect(() => {
    const moved = () => setPlace(read());
    addEventListener('tutti:place', moved);
    return () => removeEventListener('tutti:place', moved);
  }, []);
  return place;
}

/** A link within the console; other clicks than the plain one are the browser's. */
export function Link({ to, children, ...rest }) {
  const follow = (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(to);
  };
  return html`<a href=${base + to} onClick=${follow} ...${rest}>${children}</a>`;
}
