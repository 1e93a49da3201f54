// Where does the money go, and where will it end?
import { html } from '../../vendor/preact.js';
import { address, useAnswer, useData } from '../parts/api.js';
import { Series } from '../parts/chart.js';
import { Commands, curlOf, quoted } from '../parts/commands.js';
import { Choice, FilterLine, Span, zone } from '../parts/filters.js';
import { zoom } from '../parts/range.js';
import { Report } from '../parts/report.js';
import { Bar, Reach } from '../parts/shapes.js';
import { Answered, Empty, Head, Shown } from '../parts/states.js';
import { Table } from '../parts/table.js';
import { figure, money, number, share, t, time, visible, word } from '../parts/words.js';

const ofCalls = ['endpoint', 'outcome', 'session', 'task'];
const ofAttempts = ['provider', 'deployment', 'price', 'reason'];
const ofTime = ['day', 'month', 'weekday', 'hour'];
const dimensions = ['model', 'owner', 'key', 'user', 'skill', 'operation', ...ofAttempts, ...ofCalls, ...ofTime];
const whole = ['cost', 'calls', 'output_tokens', 'wasted_cost', 'saved_cost', 'unpriced', 'estimated'];

/** Measures that go with the dimensions: some are of calls only, some of attempts only. */
function measures(by) {
  if (by.some((each) => ofAttempts.includes(each))) return ['cost', 'attempts', 'total_tokens', 'wasted_cost'];
  return by.some((each) => ofCalls.includes(each)) ? ['cost', 'calls', 'total_tokens', 'mean_cost'] : ['cost', 'calls', 'total_tokens', 'mean_cost', 'wasted_cost'];
}

export default function Costs({ query }) {
  const [from, first, second] = [query.from ?? '-30d', query.by ?? 'model', query.and ?? ''];
  const by = [first, second].filter((each, at, all) => each && all.indexOf(each) === at);
  const common = { from, to: query.to, zone: zone(), filter: query.filter };
  const path = address('/admin/top', { ...common, by: by.join(','), measure: measures(by).join(','), limit: 200 });
  const step = query.to ? undefined : ['-1h', '-24h'].includes(from) ? '1h' : 'day';
  const line = by.find((each) => !ofTime.includes(each));
  const totals = useData(address('/admin/top', { ...common, by: 'model', measure: whole.join(','), limit: 1 }), ['call.ended']);
  const forecasts = useData('/admin/forecasts?of=budget');
  const options = dimensions.map((each) => [each, word('dimension.', each)]);
  return html`<${Head} title=${t('page.costs')} answer=${totals.data && answer(totals.data.total, forecasts.data?.data ?? [])} />
    <${FilterLine} value=${query.filter} label=${t('costs.filter')} placeholder="owner=red model=gpt-*"><${Span} value=${from} />
      <${Choice} name="by" value=${first} options=${options} label=${t('costs.by')} /><${Choice} name="and" value=${second} options=${[['', t('costs.nothing')], ...options]} label=${t('costs.and')} /><//>
    <${Shown} of=${totals}>${(data) => html`<${Units} of=${data.total} />`}<//>
    <section class="panel"><${Shown} of=${useData(address('/admin/series', { ...common, measure: 'cost', by: line, step, limit: 6 }))}>${(data) => html`<${Series} title=${t('costs.time')} of=${data} measure="cost" zoom=${(begin, end) => zoom(begin, end, {})} />`}<//></section>
    <h2>${t('costs.groups')}</h2><${Shown} of=${useData(path)}>${(data) => html`<${Groups} of=${data} by=${by} />`}<//>
    <p class="row"><a href=${`${path}&format=csv`} download="costs.csv">${t('costs.csv')}</a><a href=${address('/admin/reports/focus', common)} download="focus.csv">${t('costs.focus')}</a></p>
    <h2>${t('costs.budgets')}</h2><${Budgets} of=${forecasts} /><${Invoice} />
    <${Commands} curl=${curlOf('GET', path)} cli=${`./tutti top --by ${by.join(',')} --from ${from}${query.to ? ` --to ${query.to}` : ''} --measure ${measures(by).join(',')}${query.filter ? ` ${quoted(query.filter)}` : ''}`} />`;
}

function answer(total, forecasts) {
  const value = (measure) => total[measure]?.value ?? 0;
  const over = forecasts.filter((each) => each.expected_usd?.value > each.budget_usd);
  return [t('costs.answer', { cost: money(value('cost')), wasted: money(value('wasted_cost')), n: value('calls') }), over.length > 0 && t('costs.over', { n: over.length, names: over.map((each) => visible(each.account)).join(', ') })].filter(Boolean).join(' ');
}

/** What one of something costs, and what was paid for nothing. */
function Units({ of }) {
  const value = (measure) => of[measure]?.value ?? 0;
  const cost = value('cost');
  const tiles = [['costs.of_call', money(value('calls') ? cost / value('calls') : null)], ['costs.of_output', money(value('output_tokens') ? (cost / value('output_tokens')) * 1000 : null)],
    ['costs.wasted', `${money(value('wasted_cost'))} · ${share(cost ? value('wasted_cost') / cost : null)}`], ['costs.saved', money(value('saved_cost'))],
    ['costs.unpriced', number(value('unpriced'))], ['costs.estimated', number(value('estimated'))]];
  return html`<div class="tiles">${tiles.map(([name, shown]) => html`<div class="tile"><small>${t(name)}</small><b>${shown}</b></div>`)}</div>`;
}

function Groups({ of, by }) {
  const rows = [...of.data, ...(of.rest.groups ? [{ names: [t('costs.rest', { n: of.rest.groups })], figures: of.rest.figures }] : [])];
  const all = of.total.cost?.value || 1;
  const given = Object.keys(of.units);
  return html`<${Table} caption=${t('costs.groups')} rows=${rows} empty=${t('costs.none')} columns=${[
    ...by.map((each, at) => ({ label: word('dimension.', each), cell: (row) => row.names[at] === '' ? t('costs.unnamed') : visible(row.names[at] ?? ''), value: (row) => row.names[at] ?? '' })),
    { label: t('costs.share'), cell: (row) => html`<${Bar} share=${(row.figures.cost?.value ?? 0) / all} /> ${share((row.figures.cost?.value ?? 0) / all)}` },
    ...given.map((measure, at) => ({ label: word('measure.', measure), number: true, value: (row) => row.figures[measure]?.value ?? 0,
      cell: (row) => html`${figure(row.figures[measure]?.value, of.units[measure])} ${(at ? [] : row.figures[measure]?.flags ?? []).filter((flag) => flag !== 'incomplete').map((flag) => html`<span class="chip">${word('flag.', flag)}</span>`)}` }))]} />`;
}

/** What of each budget is spent, and what it will come to. */
function Budgets({ of }) {
  return html`<${Shown} of=${of}>${({ data }) => !data.length ? html`<${Empty} why=${t('costs.no_budgets')} />` : html`<${Table} caption=${t('costs.budgets')} rows=${data} columns=${[
    { label: t('field.account'), cell: (row) => visible(row.account), value: (row) => row.account },
    { label: t('costs.spent'), cell: (row) => html`${money(row.spent_usd)} ${row.budget_usd !== undefined && `/ ${money(row.budget_usd)}`}
      <${Reach} spent=${row.spent_usd} limit=${row.budget_usd} low=${row.expected_usd?.low ?? row.spent_usd} value=${row.expected_usd?.value ?? row.spent_usd} high=${row.expected_usd?.high ?? row.spent_usd} />` },
    { label: t('costs.expected'), number: true, cell: (row) => row.expected_usd ? t('costs.band', { value: money(row.expected_usd.value), low: money(row.expected_usd.low), high: money(row.expected_usd.high) }) : t('costs.unknown') },
    { label: t('costs.ends'), cell: (row) => time(row.ends_at) },
    { label: t('costs.runs_out'), cell: (row) => row.runs_out?.probability ? `${share(row.runs_out.probability)} ${row.runs_out.expected ? time(row.runs_out.expected) : ''}` : '–' },
    { label: t('costs.method'), cell: (row) => html`${word('method.', row.method)} ${row.score && html`<span class="quiet">${t('costs.score', { mase: number(row.score.mase), coverage: share(row.score.coverage) })}</span>`}` }]} />`}<//>`;
}

/** An invoice beside what the ledger says. */
function Invoice() {
  const compared = useAnswer(address('/admin/reports/reconcile', { zone: zone() }), { type: 'text/csv' });
  const read = ({ target: { files: [file] } }) => file?.text().then(compared.run);
  return html`<h2>${t('costs.invoice')}</h2><label>${t('costs.invoice_file')}<input type="file" accept=".csv,text/csv" onChange=${read} /></label>
    <${Answered} of=${compared}>${(report) => html`<${Report} of=${report} />`}<//>`;
}
