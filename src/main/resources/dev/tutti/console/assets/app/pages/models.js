// Who can answer now?
import { html } from '../../vendor/preact.js';
import { useData } from '../parts/api.js';
import { Action } from '../parts/commands.js';
import { Head, Shown, State } from '../parts/states.js';
import { Table } from '../parts/table.js';
import { number, t, word } from '../parts/words.js';

export default function Models() {
  const deployments = useData('/admin/deployments', ['breaker.changed', 'health.changed', 'config.changed']);
  const breakers = useData('/admin/breakers', ['breaker.changed']);
  const done = () => { deployments.again(); breakers.again(); };
  return html`<${Shown} of=${deployments}>${(data) => html`<${Shown} of=${breakers}>${(states) => page(data.data, states.data, done)}<//>`}<//>`;
}

function page(deployments, breakers, done) {
  const states = new Map(breakers.map((breaker) => [breaker.id, breaker]));
  const rows = deployments.map((one) => ({ ...one, breaker: states.get(one.deployment) }));
  const able = rows.filter((row) => !row.drained && (row.breaker?.state ?? 'closed') === 'closed').length;
  const path = (row, action) => `/admin/${action === 'reset' ? 'breakers' : 'deployments'}/${encodeURIComponent(row.provider)}/${encodeURIComponent(row.model)}/${action}`;
  return html`<${Head} title=${t('page.models')} answer=${t('models.answer', { able, n: rows.length })} /><${Table} caption=${t('page.models')} rows=${rows} columns=${[
    { label: t('field.deployment'), cell: (row) => row.deployment, value: (row) => row.deployment },
    { label: t('field.state'), cell: state, value: (row) => row.breaker?.state ?? '' },
    { label: t('field.in_flight'), number: true, cell: (row) => number(row.in_flight), value: (row) => row.in_flight },
    { label: t('field.actions'), cell: (row) => html`<span class="row">${row.drained
      ? html`<${Action} label=${t('models.resume')} path=${path(row, 'resume')} cli=${`./tutti models resume ${row.deployment}`} done=${done} />`
      : html`<${Action} label=${t('models.drain')} danger path=${path(row, 'drain')} cli=${`./tutti models drain ${row.deployment}`} preview=${t('models.drain_why')} done=${done} />`}
      ${row.breaker && row.breaker.state !== 'closed' && html`<${Action} label=${t('models.reset')} path=${path(row, 'reset')} cli=${`./tutti breakers reset ${row.deployment}`} done=${done} />`}</span>` },
  ]} />`;
}

function state(row) {
  if (row.drained) return html`<${State} kind="warn">${t('models.drained')}<//>`;
  const now = row.breaker?.state ?? 'unknown';
  return html`<${State} kind=${now === 'closed' ? 'good' : now === 'unknown' ? 'none' : 'bad'}>${word('breaker.', now)}<//> <span class="quiet">${row.breaker?.why}</span>`;
}
