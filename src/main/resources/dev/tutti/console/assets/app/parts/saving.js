// The dialog that keeps the place that is shown, as a saved view.
import { html } from '../../vendor/preact.js';
import { routeOf } from '../routes.js';
import { Asked } from './action.js';
import { all, viewsChanged } from './views.js';
import { t, visible } from './words.js';

/** What a view is called where nobody has said it yet: its page, with what it is narrowed by. */
const named = (place) => [t(`page.${routeOf(place.path)?.route.name ?? 'overview'}`), ...Object.values(place.query)].join(' ').slice(0, 80);

/** Keeps the place that is shown under a name. */
export function Saving({ place, session, close }) {
  const query = new URLSearchParams(place.query).toString();
  const path = place.path + (query ? `?${query}` : '');
  const fields = [{ name: 'name', label: t('field.name'), value: named(place), required: true },
    ...(session.rights?.includes('operator') ? [{ name: 'shared', label: t('views.for'), options: [['false', t('views.own')], ['true', t('views.shared')]] }] : [])];
  return html`<${Asked} label=${t('views.save')} fields=${fields} close=${close} done=${viewsChanged} preview=${html`<p><code>${visible(path)}</code></p>`}
    request=${({ name, shared }) => ({ method: 'PUT', path: `${all}/${encodeURIComponent(name.trim())}`, body: { path, shared: shared === 'true' } })} />`;
}
