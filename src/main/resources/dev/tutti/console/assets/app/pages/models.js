// Who can answer now?
import { html } from '../../vendor/preact.js';
import { Action } from '../parts/action.js';
import { address, useData } from '../parts/api.js';
import { Commands, curlOf, quoted } from '../parts/commands.js';
import { Tabs, zone } from '../parts/filters.js';
import { Explain, Limits, Test } from '../parts/health.js';
import { LimitHistory } from '../parts/limits.js';
import { Link } from '../parts/place.js';
import { Dial } from '../parts/dial.js';
import { Head, Shown, State } from '../parts/states.js';
import { Table } from '../parts/table.js';
import { money, number, share, span, t, time, visible, word } from '../parts/words.js';

const tabs = ['', 'test', 'explain', 'limits'];

/** What asks in Tutti's own name whether deployments answer. */
const probing = { from: '-30d', by: 'deployment', filter: 'owner=tutti key=none' };

/** How often is read what no event tells, such as failures that a breaker counts. */
const often = 5000;

export default function Models({ query, session }) {
  const deployments = useData('/admin/deployments', ['breaker.changed', 'health.changed', 'config.changed']);
  const tab = tabs.includes(query.tab) ? query.tab : '';
  const health = useData('/admin/health', ['breaker.changed', 'health.changed', 'config.changed'], tab === '' ? often : 0);
  const probes = useData(address('/admin/top', { ...probing, zone: zone(), measure: 'cost,attempts', limit: 1000 }));
  const done = () => { deployments.again(); health.again(); };
  const may = (role) => session.rights?.includes(role);
  const rows = joined(deployments.data?.data ?? [], health.data?.data ?? [], probes.data?.data ?? []);
  const able = rows.filter((row) => !row.drained && (row.breaker?.state ?? 'closed') === 'closed' && row.health !== 'unhealthy').length;
  return html`<${Head} title=${t('page.models')} answer=${deployments.data && health.data && t('models.answer', { able, n: rows.length })} />
    <${Tabs} name="tab" value=${tab} label=${t('page.models')} tabs=${tabs.filter((each) => each !== 'test' || may('operator')).map((each) => [each, t(`models.tab_${each || 'deployments'}`)])} />
    ${tab === '' && html`<${Shown} of=${health.error ? health : deployments}>${() => html`<${Deployments} rows=${rows} query=${query} admin=${may('admin')} operator=${may('operator')} done=${done} /><${Probes} of=${probes.data?.total} />`}<//><${Commands} curl=${curlOf('GET', '/admin/health')} cli="./tutti health" />`}
    ${tab === 'test' && html`<${Test} query=${query} />`}${tab === 'explain' && html`<${Explain} query=${query} />`}${tab === 'limits' && html`<${Limits} /><${LimitHistory} query=${query} />`}`;
}

const joined = (deployments, health, probes) => {
  const states = new Map(health.map((one) => [one.deployment, one]));
  const costs = new Map(probes.map((one) => [one.names[0], one.figures.cost?.value]));
  return deployments.map((one) => { const { breaker, state, last } = states.get(one.deployment) ?? {}; return { ...one, breaker, health: state, last, probes: costs.get(one.deployment) }; });
};

/** What probes and tests have cost; nothing where there were none. */
function Probes({ of }) {
  if (!of?.attempts?.value) return null;
  return html`<p class="quiet"><${Link} to=${`/costs?${new URLSearchParams(probing)}`}>${t('models.probes_cost', { n: of.attempts.value, cost: money(of.cost?.value ?? 0) })}<//></p>`;
}

/** Whether the address asks for an action with a deployment. */
const asked = (query, way, row) => query.do === way && query.of === row.deployment;

function Deployments({ rows, query, admin, operator, done }) {
  const path = (row, action) => `/admin/${action === 'reset' ? 'breakers' : 'deployments'}/${encodeURIComponent(row.provider)}/${encodeURIComponent(row.model)}/${action}`;
  return html`<${Table} caption=${t('page.models')} rows=${rows} columns=${[
    { label: t('field.deployment'), cell: (row) => visible(row.deployment), value: (row) => row.deployment },
    { label: t('field.state'), cell: state, value: (row) => row.breaker?.state ?? '' },
    { label: t('models.breaker'), cell: breaker, value: (row) => nearness(row.breaker) },
    { label: t('models.last'), cell: last, value: (row) => row.last?.at ?? '' },
    ...rows.some((row) => row.probes !== undefined) ? [{ label: t('models.probes'), number: true, cell: (row) => money(row.probes), value: (row) => row.probes ?? 0 }] : [],
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

/** How much of what opens a breaker has happened: of the failures in a row, or of those in its window. */
function nearness(of) {
  if (!of || of.state !== 'closed') return of ? 1 : 0;
  const { latest, opens_at: opens } = of;
  return Math.max(latest.in_a_row / opens.in_a_row, latest.failed / (opens.window * opens.failure_rate));
}

/** What a breaker counts, against what opens it, and when one that is open lets the next call try. */
function breaker({ breaker: of }) {
  if (!of) return null;
  if (of.left_ms > 0) return t(of.state === 'closed' ? 'models.rests' : 'models.opens_again', { left: span(of.left_ms) });
  if (of.state !== 'closed' || !of.latest.attempts) return null;
  const { latest, opens_at: opens } = of;
  return html`<span class="dialled"><${Dial} share=${nearness(of)} /><span>${t('models.in_a_row', { n: latest.in_a_row, most: opens.in_a_row })}<br /><span class="quiet">${t('models.of_latest', { failed: latest.failed, n: latest.attempts, share: share(opens.failure_rate), window: opens.window })}</span></span></span>`;
}

/** Who has asked it last, when, and what came of it. */
function last({ last: asked }) {
  if (!asked) return html`<span class="quiet">${t('breaker.unknown')}</span>`;
  return html`${time(asked.at)} <span class="quiet">${word('asked.', asked.by)}${asked.latency_ms !== undefined && ` · ${span(asked.latency_ms)}`}</span>${asked.error && html` <span class="bad-text">${visible(asked.error)}</span>`}`;
}
