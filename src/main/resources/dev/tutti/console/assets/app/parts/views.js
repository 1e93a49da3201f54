// Saved views: a place of the console with a name, for oneself or for everybody.
import { html, useEffect, useState } from '../../vendor/preact.js';
import { allowed, routeOf } from '../routes.js';
import { Asked } from './action.js';
import { ask } from './api.js';
import { t, visible } from './words.js';

const all = '/console/saved-views';
const changed = () => dispatchEvent(new CustomEvent('tutti:views'));

/** The saved views whose pages the reader's role sees. */
export function useViews(role) {
  const [views, setViews] = useState([]);
  useEffect(() => {
    const read = () => ask('GET', all).then(({ data }) => setViews(data), () => setViews([]));
    read();
    addEventListener('tutti:views', read);
    return () => removeEventListener('tutti:views', read);
  }, []);
  return views.filter((view) => { const found = routeOf(view.path.split('?')[0]); return found && allowed(found.route, role); });
}

/** What a view is called where nobody has said it yet: its page, with what it is narrowed by. */
const named = (place) => [t(`page.${routeOf(place.path)?.route.name ?? 'overview'}`), ...Object.values(place.query)].join(' ').slice(0, 80);

/** Keeps the place that is shown under a name. */
export function Saving({ place, session, close }) {
  const query = new URLSearchParams(place.query).toString();
  const path = place.path + (query ? `?${query}` : '');
  const fields = [{ name: 'name', label: t('field.name'), value: named(place), required: true },
    ...(session.rights?.includes('operator') ? [{ name: 'shared', label: t('views.for'), options: [['false', t('views.own')], ['true', t('views.shared')]] }] : [])];
  return html`<${Asked} label=${t('views.save')} fields=${fields} close=${close} done=${changed} preview=${html`<p><code>${visible(path)}</code></p>`}
    request=${({ name, shared }) => ({ method: 'PUT', path: `${all}/${encodeURIComponent(name.trim())}`, body: { path, shared: shared === 'true' } })} />`;
}

export const viewsChanged = changed;
