// Who can answer now?
import { html } from '../../vendor/preact.js';
import { Action } from '../parts/action.js';
import { useData } from '../parts/api.js';
import { Commands, curlOf, quoted } from '../parts/commands.js';
import { Tabs } from '../parts/filters.js';
import { Explain, Limits, Test } from '../parts/health.js';
import { Head, Shown, State } from '../parts/states.js';
import { Table } from '../parts/table.js';
import { number, span, t, time, visible, word } from '../parts/words.js';

const tabs = ['', 'test', 'explain', 'limits'];

export default function Models({ query, session }) {
  const deployments = useData('/admin/deployments', ['breaker.changed', 'health.changed', 'config.changed']);
  const health = useData('/admin/health', ['breaker.changed', 'health.changed', 'config.changed']);
  const done = () => { deployments.again(); health.again(); };
  const may = (role) => session.rights?.includes(role);
  const tab = tabs.includes(query.tab) ? query.tab : '';
  const rows = joined(deployments.data?.data ?? [], health.data?.data ?? []);
  const able = rows.filter((row) => !row.drained && (row.breaker?.state ?? 'closed') === 'closed' && row.health !== 'unhealthy').length;
  return html`<${Head} title=${t('page.models')} answer=${deployments.data && health.data && t('models.answer', { able, n: rows.length })} />
    <${Tabs} name="tab" value=${tab} label=${t('page.models')} tabs=${tabs.filter((each) => each !== 'test' || may('operator')).map((each) => [each, t(`models.tab_${each || 'deployments'}`)])} />
    ${tab === '' && html`<${Shown} of=${health.error ? health : deployments}>${() => html`<${Deployments} rows=${rows} query=${query} admin=${may('admin')} operator=${may('operator')} done=${done} />`}<//><${Commands} curl=${curlOf('GET', '/admin/health')} cli="./tutti health" />`}
    ${tab === 'test' && html`<${Test} query=${query} />`}${tab === 'explain' && html`<${Explain} query=${query} />`}${tab === 'limits' && html`<${Limits} />`}`;
}

const joined = (deployments, health) => {
  const states = new Map(health.map((one) => [one.deployment, one]));
  return deployments.map((one) => { const { breaker, state, last } = states.get(one.deployment) ?? {}; return { ...one, breaker, health: state, last }; });
};

/** Whether the address asks for an action with a deployment. */
const asked = (query, way, row) => query.do === way && query.of === row.deployment;

function Deployments({ rows, query, admin, operator, done }) {
  const path = (row, action) => `/admin/${action === 'reset' ? 'breakers' : 'deployments'}/${encodeURIComponent(row.provider)}/${encodeURIComponent(row.model)}/${action}`;
  return html`<${Table} caption=${t('page.models')} rows=${rows} columns=${[
    { label: t('field.deployment'), cell: (row) => visible(row.deployment), value: (row) => row.deployment },
    { label: t('field.state'), cell: state, value: (row) => row.breaker?.state ?? '' },
    { label: t('models.last'), cell: last, value: (row) => row.last?.at ?? '' },
    { label: t('field.in_flight'), number: true, cell: (row) => number(row.in_flight), value: (row) => row.in_flight },
    { label: t('field.actions'), cell: (row) => html`<span class="row">${admin && (row.drained
      ? html`<${Action} label=${t('models.resume')} asked=${asked(query, 'resume', row)} path=${path(row, 'resume')} cli=${`./tutti models resume ${quoted(row.deployment)}`} done=${done} />`
      : html`<${Action} label=${t('models.drain')} danger asked=${asked(query, 'drain', row)} path=${path(row, 'drain')} cli=${`./tutti models drain ${quoted(row.deployment)}`} preview=${t('models.drain_why')} done=${done} />`)}
      ${operator && row.breaker && row.breaker.state !== 'closed' && html`<${Action} label=${t('models.reset')} path=${path(row, 'reset')} cli=${`./tutti breakers reset ${quoted(row.deployment)}`} done=${done} />`}</span>` },
  ]} />`;
}

function state(row) {
  if (row.drained) return html`<${State} kind="warn">${t('models.drained')}<//>`;
  const now = row.breaker?.state ?? 'unknown';
  return html`<${State} kind=${now === 'closed' ? 'good' : now === 'unknown' ? 'none' : 'bad'}>${word('breaker.', now)}<//> <span class="quiet">${visible(row.breaker?.why)}</span>${row.health === 'unhealthy' && html` <${State} kind="bad">${t('models.unhealthy')}<//>`}`;
}

/** Who has asked it last, when, and what came of it. */
function last({ last: asked }) {
  if (!asked) return html`<span class="quiet">${t('breaker.unknown')}</span>`;
  return html`${time(asked.at)} <span class="quiet">${word('asked.', asked.by)}${asked.latency_ms !== undefined && ` · ${span(asked.latency_ms)}`}</span>${asked.error && html` <span class="bad-text">${visible(asked.error)}</span>`}`;
}
