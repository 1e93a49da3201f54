// Is everything well, and if not, where?
import { html, useEffect, useState } from '../../vendor/preact.js';
import { address, useData } from '../parts/api.js';
import { Series, Sparkline } from '../parts/chart.js';
import { Commands, curlOf, quoted } from '../parts/commands.js';
import { zone } from '../parts/filters.js';
import { Happened, happened, marks } from '../parts/happened.js';
import { hear } from '../parts/live.js';
import { Link } from '../parts/place.js';
import { Range, rangeOf, zoom } from '../parts/range.js';
import { Bar } from '../parts/shapes.js';
import { Head, Shown, State } from '../parts/states.js';
import { Table } from '../parts/table.js';
import { figure, money, share, spoken, t, time, visible, word } from '../parts/words.js';

const measures = ['calls', 'failed_calls', 'success_rate', 'total_p95', 'cost'];
const tiled = ['cost', 'calls', 'failed_calls', 'success_rate', 'total_p95'];
const told = ['estimated', 'unpriced'];

/** What is behind a figure of a span. */
function behind(measure, { from, to }, value) {
  if (measure === 'cost') return address('/costs', { from, to });
  const also = { failed_calls: '-outcome=completed', success_rate: '-outcome=completed', total_p95: value && `total>=${Math.floor(value)}ms` };
  return address('/calls', { filter: [from && `started>=${from}`, to && `started<${to}`, also[measure]].filter(Boolean).join(' ') });
}

export default function Overview({ session, query }) {
  const range = rangeOf(query);
  const { from, to, step, past: before } = range;
  const common = { from, to, step, zone: zone() };
  const path = address('/admin/series', { ...common, measure: measures.join(',') });
  const topics = to ? [] : ['call.ended'];
  const series = useData(path, topics);
  const past = useData(before && address('/admin/series', { ...common, ...before, measure: tiled.join(',') }));
  const slow = useData(address('/admin/top', { from, to, zone: zone(), measure: 'total_p95', limit: 1 }), topics);
  const state = {
    breakers: useData('/admin/breakers', ['breaker.changed']), health: useData('/admin/health', ['health.changed', 'config.changed']),
    alerts: useData('/admin/alerts', ['alert.changed']), audit: useData('/admin/audit?limit=200', ['config.changed', 'release.changed']), budgets: useData('/admin/budgets', ['call.ended', 'config.changed']),
  };
  return html`<${Shown} of=${series}>${(data) => html`<${Found} series=${data} path=${path} range=${range} past=${before && past.data} slow=${slow.data?.total.total_p95} may=${session.rights?.includes('user')} ...${state} />`}<//>`;
}

/** What keeps a deployment from answering, by its name. */
function shut(breakers, health) {
  const names = breakers.filter((breaker) => breaker.state !== 'closed').map((breaker) => breaker.id);
  return [...new Set([...names, ...health.filter((one) => one.state === 'unhealthy').map((one) => one.deployment)])];
}

const list = (names) => names.slice(0, 3).map(visible).join(', ') + (names.length > 3 ? ', …' : '');
const used = (account) => account.budget_usd ? account.spent_usd / account.budget_usd : 0;

/** The state of everything in words, what is worst first. */
function answer({ span, firing, away, unread, calls, failed, dearest }) {
  return [
    firing.length > 0 && t('overview.firing', { n: firing.length, names: list([...new Set(firing.map((alert) => alert.rule))]) }),
    away.length > 0 && t('overview.shut', { n: away.length, names: list(away) }),
    unread ? t('overview.unread') : !firing.length && !away.length && t('overview.well'),
    calls ? t('overview.failed', { span, failed, calls }) : t('overview.quiet', { span }),
    dearest && t('overview.budget', { account: visible(dearest.account), spent: money(dearest.spent_usd), budget: money(dearest.budget_usd), share: share(used(dearest)) }),
  ].filter(Boolean).join(spoken() === 'zh' ? '' : ' ');
}

function Found({ series, path, range, past, slow, may, breakers, health, alerts, budgets, audit }) {
  const rows = (of, name = 'data') => of.data?.[name] ?? [];
  const points = series.data[0]?.points ?? [];
  const read = (all, measure) => all.map((point) => point.figures[measure]?.value ?? null);
  const values = (measure) => read(points, measure);
  const week = past?.data[0]?.points ?? [];
  const before = week.some((point) => point.figures.calls?.value) ? week : [];
  const sum = (measure) => values(measure).reduce((all, value) => all + (value ?? 0), 0);
  const flags = (measure) => measure === 'total_p95' ? slow?.flags.filter((flag) => flag === 'few') ?? [] : told.filter((flag) => points.some((point) => point.figures[measure]?.flags.includes(flag)));
  const [calls, failed] = [sum('calls'), sum('failed_calls')];
  const firing = rows(alerts, 'alerts').filter((alert) => alert.state === 'firing');
  const accounts = rows(budgets).filter((account) => account.budget_usd).sort((a, b) => used(b) - used(a));
  const events = happened(rows(audit), rows(alerts), Date.parse(series.from), range.to ? Date.parse(series.to) : Infinity);
  const tiles = [['calls', calls], ['failed_calls', failed], ['success_rate', calls ? (calls - failed) / calls : null], ['total_p95', slow?.value], ['cost', sum('cost')]];
  const asked = [breakers, health, alerts, budgets].every((one) => one.data || one.error);
  const unread = [breakers, health, alerts].some((one) => one.error);
  return html`<${Head} title=${t('page.overview')} answer=${asked ? answer({ span: range.text, firing, away: shut(rows(breakers), rows(health)), unread, calls, failed, dearest: accounts[0] }) : t('state.loading')}>
      <${Live} /><//>
    <${Range} of=${range} begin=${series.from} end=${series.to} />
    ${!calls && may && html`<${Begin} />`}
    <div class="tiles">${tiles.map(([measure, value]) => html`<${Link} class="tile" to=${behind(measure, range, value)}><small>${word('measure.', measure)}</small>
      <b data-figure=${measure}>${figure(value, series.units[measure])}</b><small>${flags(measure).map((flag) => word('flag.', flag)).join(', ')}</small><${Sparkline} values=${values(measure)} past=${read(before, measure)} /><//>`)}</div>
    ${before.length > 0 && html`<p class="quiet">${t('overview.past', { n: range.days })}</p>`}
    <div class="grid">${['calls', 'failed_calls', 'total_p95', 'cost'].map((measure) => html`<section class="panel">
      <${Series} title=${word('measure.', measure)} of=${series} measure=${measure} marks=${marks(events)} zoom=${zoom} /></section>`)}</div>
    ${firing.length > 0 && html`<h2>${t('overview.alerts')}</h2><${Firing} alerts=${firing} />`}
    ${events.length > 0 && html`<h2>${t('overview.happened')}</h2><${Happened} events=${events} />`}
    ${accounts.length > 0 && html`<h2>${t('overview.budgets')}</h2><${Accounts} accounts=${accounts} />`}
    <${Commands} curl=${curlOf('GET', path)} cli=${['./tutti series', ...Object.entries({ from: range.from, to: range.to, step: range.step, zone: series.zone, measure: measures.join(',') }).filter(([, value]) => value).map(([name, value]) => `--${name} ${quoted(value)}`)].join(' ')} />`;
}

/** How many calls are in flight at this moment. */
function Live() {
  const [tick, setTick] = useState(null);
  useEffect(() => hear(({ topic, data }) => topic === 'live.tick' && setTick(data)), []);
  return tick && html`<span class="quiet">${t('overview.live', { n: tick.in_flight })}</span>`;
}

/** The first step of somebody who has just started a server. */
function Begin() {
  const body = { model: 'sim', messages: [{ role: 'user', content: 'Hello' }] };
  return html`<section class="notice"><p>${t('overview.begin')} <${Link} to="/playground">${t('overview.try')}<//></p><${Commands} curl=${curlOf('POST', '/v1/chat/completions', body)} cli="./tutti chat Hello" open=${true} /></section>`;
}

function Firing({ alerts }) {
  return html`<${Table} caption=${t('overview.alerts')} rows=${alerts} columns=${[
    { label: t('field.rule'), cell: (alert) => html`<${State} kind=${alert.severity === 'critical' ? 'bad' : 'warn'}><${Link} to=${`/alerts/${encodeURIComponent(alert.id)}`}>${visible(alert.rule)}<//><//>` },
    { label: t('field.labels'), cell: (alert) => visible(Object.entries(alert.labels).map((pair) => pair.join('=')).join(', ')) },
    { label: t('field.since'), cell: (alert) => time(alert.since) }]} />`;
}

function Accounts({ accounts }) {
  return html`<${Table} caption=${t('overview.budgets')} rows=${accounts} columns=${[
    { label: t('field.account'), cell: (one) => visible(one.account) },
    { label: t('field.spent'), number: true, cell: (one) => money(one.spent_usd) },
    { label: t('field.budget'), number: true, cell: (one) => money(one.budget_usd) },
    { label: t('field.share'), cell: (one) => html`${share(used(one))} <${Bar} share=${used(one)} kind=${used(one) >= 1 ? 'c1' : 'c0'} />` },
    { label: t('field.resets'), cell: (one) => time(one.resets_at) }]} />`;
}
