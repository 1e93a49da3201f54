// Logins of the console that have not ended; an administrator may end one.
import { html } from '../../vendor/preact.js';
import { Action } from './action.js';
import { useData } from './api.js';
import { Shown } from './states.js';
import { Table } from './table.js';
import { t, time, visible } from './words.js';

export function Open() {
  const logins = useData('/console/logins');
  return html`<${Shown} of=${logins}>${({ data }) => html`<${Table} caption=${t('settings.tab_logins')} rows=${data} empty=${t('settings.no_logins')} columns=${[
    { label: t('login.key'), cell: (row) => html`<code>${visible(row.key)}</code>${row.own && html` <span class="chip">${t('settings.own')}</span>`}`, value: (row) => row.key },
    { label: t('field.begun'), cell: (row) => time(row.made_at), value: (row) => row.made_at }, { label: t('field.used'), cell: (row) => time(row.seen_at), value: (row) => row.seen_at },
    { label: t('field.actions'), cell: (row) => html`<${Action} label=${t('settings.end_login')} danger method="DELETE" path=${`/console/logins/${encodeURIComponent(row.id)}`} preview=${t('settings.end_login_why')} done=${logins.again} />` }]} />`}<//>`;
}
