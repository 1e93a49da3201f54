// What an analysis has found: every figure and statement with the quote it rests on, and what could not be supported.
import { html } from '../../vendor/preact.js';
import { Quote } from './passages.js';
import { State } from './states.js';
import { Table } from './table.js';
import { money, number, share, t, visible, word } from './words.js';

const amount = (metric) => metric.kind === 'percent' ? share(metric.value) : metric.currency === 'USD' ? money(metric.value) : [number(metric.value), visible(metric.unit ?? metric.currency ?? '')].join(' ').trim();
const change = (of) => of ? `${of.value > 0 ? '▲' : '▼'} ${of.kind === 'percent' ? share(Math.abs(of.value)) : number(Math.abs(of.value))} ${word('change_basis.', of.basis ?? '')}` : '';

function Verdict({ of }) {
  return html`<${State} kind=${of.checked ? 'good' : 'warn'}>${word('verdict.', of.verdict)}<//> <span class="quiet">${word('source.', of.source)}</span>`;
}

function Statements({ title, rows, text }) {
  if (!rows.length) return null;
  return html`<h2>${title}</h2><${Table} caption=${title} rows=${rows} columns=${[{ label: title, cell: (row) => visible(row[text]) },
    { label: t('cooperation.quote'), cell: (row) => row.citations.map((citation) => html`<${Quote} of=${citation} />`) }, { label: t('field.state'), cell: (row) => html`<${Verdict} of=${row} />` }]} />`;
}

export function Findings({ of }) {
  return html`<section role="status">${of.summary && html`<p class="answer">${visible(of.summary)}</p>`}${of.warnings.map((warning) => html`<section class="notice"><p>${visible(warning)}</p></section>`)}
    ${of.extracted_metrics.length > 0 && html`<h2>${t('apps.metrics')}</h2><${Table} caption=${t('apps.metrics')} rows=${of.extracted_metrics} columns=${[
      { label: t('field.name'), cell: (row) => html`<b>${visible(row.name)}</b> <span class="quiet">${visible(row.period)}</span>`, value: (row) => row.name }, { label: t('field.value'), number: true, cell: amount, value: (row) => row.value },
      { label: t('apps.change'), cell: (row) => change(row.change) }, { label: t('cooperation.quote'), cell: (row) => html`<${Quote} of=${row.citation} />` }, { label: t('field.state'), cell: (row) => html`<${Verdict} of=${row} />` }]} />`}
    <${Statements} title=${t('apps.insights')} rows=${of.key_insights} text="text" /><${Statements} title=${t('apps.risks')} rows=${of.risk_factors} text="description" />
    ${of.recommendations.length > 0 && html`<h2>${t('apps.recommendations')}</h2><ul>${of.recommendations.map((each) => html`<li>${visible(each.text)} <span class="quiet">${visible(each.evidence.join(', '))}</span></li>`)}</ul>`}
    ${of.contradictions.length > 0 && html`<h2>${t('apps.contradictions')}</h2><${Table} caption=${t('apps.contradictions')} rows=${of.contradictions} columns=${[{ label: t('field.kind'), cell: (row) => word('contradiction.', row.kind) }, { label: t('apps.stated'), cell: (row) => visible(String(row.stated)) },
      { label: t('apps.computed'), cell: (row) => visible(String(row.computed)) }, { label: t('apps.where'), cell: (row) => visible(typeof row.where === 'string' ? row.where : JSON.stringify(row.where)) }]} />`}
    ${of.unsupported.length > 0 && html`<h2>${t('apps.unsupported')}</h2><${Table} caption=${t('apps.unsupported')} rows=${of.unsupported} columns=${[{ label: t('apps.statement'), cell: (row) => visible(row.text) }, { label: t('field.reason'), cell: (row) => visible(row.reason ?? '') }, { label: t('field.state'), cell: (row) => word('verdict.', row.verdict) }]} />`}</section>`;
}
