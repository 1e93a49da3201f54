// Changes at run time, the newest first, each with the way back to what was before.
import { html } from '../../vendor/preact.js';
import { Action } from './action.js';
import { address, useData } from './api.js';
import { Pager } from './filters.js';
import { Value } from './shapes.js';
import { Empty, Shown } from './states.js';
import { Table } from './table.js';
import { number, t, time, visible, word } from './words.js';

export function Changes({ admin, query, changed }) {
  const history = useData(address('/admin/config/history', { after: query.after, limit: 50 }), ['config.changed']);
  const done = () => { history.again(); changed(); };
  return html`<${Shown} of=${history}>${({ data, revision }) => !data.length ? html`<${Empty} why=${t('settings.no_changes')} />` : html`<${Table} caption=${t('settings.tab_history')} rows=${data} columns=${[
      { label: t('field.revision'), number: true, cell: (change) => number(change.id), value: (change) => change.id }, { label: t('field.started'), cell: (change) => time(change.at), value: (change) => change.at },
      { label: t('field.who'), cell: (change) => visible(change.who), value: (change) => change.who },
      { label: t('settings.change'), cell: (change) => html`${word('change.', change.action)} ${word('section.', change.kind)} <b>${visible(change.name)}</b>${change.config && html`<details><summary>${t('settings.config')}</summary><${Value} of=${change.config} /></details>`}` },
      { label: t('settings.effect'), cell: (change) => word('effect.', change.effect) },
      { label: t('field.actions'), cell: (change) => admin && change.id < revision && html`<${Back} to=${change.id} changes=${data.filter((one) => one.id > change.id)} done=${done} />` }]} />
    ${admin && html`<p><${Back} to=${0} changes=${data} done=${done} /></p>`}<${Pager} query=${query} next=${data.length === 50 && data.at(-1).id} />`}<//>`;
}

/** Goes back to a revision; what would be taken back is listed first. */
function Back({ to, changes, done }) {
  const label = to ? t('settings.rollback', { to }) : t('settings.rollback_all');
  return html`<${Action} label=${label} danger path="/admin/config/rollback" body=${{ to }} cli=${`./tutti config rollback ${to}`} done=${done}
    preview=${html`<p>${t('settings.rollback_why', { n: changes.length })}</p><ul>${changes.slice(0, 20).map((change) => html`<li>${time(change.at)} ${visible(change.who)}: ${word('change.', change.action)} ${word('section.', change.kind)} <b>${visible(change.name)}</b></li>`)}</ul>`} />`;
}
