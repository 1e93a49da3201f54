// What was computed of numbers: trend, forecast, comparisons, correlations, and what must be known of the data.
import { html } from '../../vendor/preact.js';
import { Notes } from './apps.js';
import { Chart } from './chart.js';
import { Markdown } from './markdown.js';
import { Bar, Value } from './shapes.js';
import { State } from './states.js';
import { Facts, Table } from './table.js';
import { number, share, t, visible, word } from './words.js';

/** A number with its unit, as the data has it. */
export const amount = (value, unit) => [number(value), value === null ? '' : visible(unit ?? '')].join(' ').trim();

const band = (low, high) => low === null || low === undefined ? '–' : `${number(low)} – ${number(high)}`;

export function Insight({ of }) {
  return html`<section role="status">${of.explanation && html`<${Markdown} text=${of.explanation} />`}
    ${of.strategic_insights.length > 0 && html`<ul>${of.strategic_insights.map((each) => html`<li>${visible(each.text)} <span class="quiet">${word('source.', each.source)}</span></li>`)}</ul>`}
    <${Notes} title=${t('insight.warnings')} texts=${of.warnings.map((each) => each.message)} />
    <${Facts} rows=${[[t('insight.trend'), word('trend.', of.overall_trend)], [t('insight.slope'), of.trend.slope !== undefined && amount(of.trend.slope, of.unit)], [t('insight.growth'), share(of.growth_rate)], [t('insight.total_growth'), share(of.growth?.total)],
      [t('insight.season'), word('season.', of.seasonality_pattern)], [t('insight.values'), number(of.trend.n)], [t('insight.p'), of.trend.p !== undefined && number(of.trend.p, 4)]].filter(([, value]) => value !== false)} />
    <div class="grid">${of.charts.filter((chart) => chart.spec.kind !== 'scatter').map((chart) => html`<div class="panel"><${Drawn} key=${chart.id} of=${chart} /></div>`)}</div>
    <${Forecasts} of=${of} /><${Compared} of=${of} /><${Correlations} of=${of} /><${Outliers} of=${of} />
    <${Notes} title=${t('insight.assumptions')} texts=${of.assumptions} /><${Notes} title=${t('insight.unsupported')} texts=${of.unsupported.map((each) => each.text)} />
    ${of.table.length > 0 && html`<details><summary>${t('insight.table', { n: of.table.length })}</summary><${Read} rows=${of.table} /></details>`}
    <details><summary>${t('insight.figures')}</summary><${Value} of=${of.figures} /></details></section>`;
}

/** A drawing of the answer, drawn anew in the colours of the page. */
function Drawn({ of: { title, spec } }) {
  const last = spec.values.length - 1;
  const gaps = (n) => Array(Math.max(0, n)).fill(null);
  const after = (values) => [...gaps(last), spec.values[last], ...values];
  const coming = spec.forecast?.length ? [{ label: t('insight.forecast'), values: after(spec.forecast), dashed: true }, { label: t('insight.upper'), values: after(spec.pi95[1]), thin: true }, { label: t('insight.lower'), values: after(spec.pi95[0]), thin: true }] : [];
  const fitted = spec.line?.length ? [{ label: t('insight.line'), values: spec.line, thin: true }] : [];
  return html`<${Chart} title=${[visible(title), visible(spec.unit ?? '')].filter(Boolean).join(' · ')} labels=${spec.labels} lines=${[{ label: t('insight.value'), values: [...spec.values, ...gaps(spec.labels.length - spec.values.length)], bars: spec.kind === 'bar' }, ...coming, ...fitted]} band=${coming.length ? [2, 3] : undefined} />`;
}

function Forecasts({ of }) {
  const rows = Object.entries(of.forecasts);
  if (!rows.length) return null;
  const errors = Object.entries(of.backtest?.mae ?? {}).sort((a, b) => a[1] - b[1]);
  return html`<div><h2>${t('insight.forecast')}</h2><p>${t('insight.method', { method: word('forecast.', of.forecast_method) })} ${of.forecast_sum && t('insight.sum', { value: amount(of.forecast_sum.value, of.unit), band: band(of.forecast_sum.low, of.forecast_sum.high) })}</p>
    <${Table} caption=${t('insight.forecast')} rows=${rows} columns=${[{ label: t('insight.period'), cell: ([period]) => visible(period) }, { label: t('field.value'), number: true, cell: ([, one]) => amount(one.value, of.unit) },
      { label: t('insight.within_95'), number: true, cell: ([, one]) => band(one.low, one.high) }, { label: t('insight.within_80'), number: true, cell: ([, one]) => band(...(one.pi80 ?? [])) }]} />
    ${errors.length > 0 && html`<details><summary>${t('insight.backtest')}</summary><${Table} caption=${t('insight.backtest')} rows=${errors} columns=${[
      { label: t('costs.method'), cell: ([method]) => html`${word('forecast.', method)} ${method === of.forecast_method && html`<span class="chip">${t('routing.chosen')}</span>`}` }, { label: t('insight.error'), number: true, cell: ([, error]) => amount(error, of.unit) },
      { label: t('insight.error_share'), number: true, cell: ([method]) => share(of.backtest.mape[method]) }]} />
      <p class="quiet">${t('insight.held', { share: share(of.backtest.coverage95.share), n: of.backtest.coverage95.n })}</p></details>`}</div>`;
}

function Compared({ of }) {
  const most = Math.max(0, ...of.breakdowns.flatMap((each) => Object.values(each.shares)));
  return html`<div>${of.comparisons.length > 0 && html`<h2>${t('insight.comparisons')}</h2><${Table} caption=${t('insight.comparisons')} rows=${of.comparisons} columns=${[
      { label: t('insight.series'), cell: (row) => visible(row.series), value: (row) => row.series }, { label: t('insight.from_to'), cell: (row) => `${visible(row.from)} → ${visible(row.to)}`, value: (row) => row.from },
      { label: t('insight.first'), number: true, cell: (row) => number(row.a), value: (row) => row.a }, { label: t('insight.second'), number: true, cell: (row) => number(row.b), value: (row) => row.b },
      { label: t('apps.change'), number: true, cell: (row) => html`${row.change === null ? '–' : `${row.change > 0 ? '▲' : '▼'} ${share(Math.abs(row.change))}`}`, value: (row) => row.change ?? 0 }]} />`}
    ${of.benchmarks?.length > 0 && html`<h2>${t('insight.benchmarks')}</h2><${Table} caption=${t('insight.benchmarks')} rows=${of.benchmarks} columns=${[{ label: t('field.name'), cell: (row) => visible(row.name) }, { label: t('insight.benchmark'), number: true, cell: (row) => number(row.benchmark) },
      { label: t('insight.actual'), number: true, cell: (row) => number(row.actual) }, { label: t('apps.change'), number: true, cell: (row) => number(row.difference) }]} />`}
    ${of.breakdowns.map((each) => html`<h2>${visible(each.title)}</h2><${Table} caption=${visible(each.title)} rows=${Object.entries(each.shares)} columns=${[{ label: t('field.name'), cell: ([name]) => visible(name) },
      { label: t('field.value'), number: true, cell: ([name]) => amount(each.amounts[name] ?? null, each.unit) }, { label: t('field.share'), number: true, cell: ([, part]) => html`${share(part)} <${Bar} share=${part / (most || 1)} />` }]} />`)}</div>`;
}

function Correlations({ of }) {
  if (!of.correlations.length) return null;
  return html`<div><h2>${t('insight.correlations')}</h2><p class="quiet">${t('insight.no_cause')}</p><${Table} caption=${t('insight.correlations')} rows=${of.correlations} columns=${[
    { label: t('insight.pair'), cell: (row) => `${visible(row.a)} · ${visible(row.b)}` }, { label: t('insight.on'), cell: (row) => t(row.on === 'levels' ? 'insight.levels' : 'insight.differences') }, { label: 'n', number: true, cell: (row) => number(row.n) },
    { label: 'Pearson', number: true, cell: (row) => number(row.pearson) }, { label: 'Spearman', number: true, cell: (row) => number(row.spearman) }, { label: 'p', number: true, cell: (row) => number(row.p, 4) },
    { label: t('field.state'), cell: (row) => row.spurious ? html`<${State} kind="warn">${t('insight.spurious')}<//>` : '' }]} /></div>`;
}

function Outliers({ of }) {
  if (!of.outliers.length) return null;
  return html`<div><h2>${t('insight.outliers')}</h2><${Table} caption=${t('insight.outliers')} rows=${of.outliers} columns=${[{ label: t('insight.period'), cell: (row) => visible(row.period) }, { label: t('field.value'), number: true, cell: (row) => amount(row.value, of.unit) },
    { label: t('insight.distance'), number: true, cell: (row) => number(row.distance) }]} /></div>`;
}

/** The numbers as they were read, each with where it stands. */
function Read({ rows }) {
  return html`<${Table} caption=${t('insight.read')} rows=${rows} columns=${[{ label: t('insight.series'), cell: (row) => visible(row.series), value: (row) => row.series }, { label: t('insight.period'), cell: (row) => visible(row.period), value: (row) => row.period },
    { label: t('field.value'), number: true, cell: (row) => amount(row.value, row.unit), value: (row) => row.value ?? 0 }, { label: t('insight.raw'), cell: (row) => visible(row.raw) }, { label: t('apps.where'), cell: (row) => visible(row.cell ?? (row.start === null ? '' : `${row.start}–${row.end}`)) }]} />`;
}
