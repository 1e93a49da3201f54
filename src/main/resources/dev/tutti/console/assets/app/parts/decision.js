// What was computed of options: their figures beside each other, what would change the ranks, and what is doubtful.
import { html } from '../../vendor/preact.js';
import { Notes } from './apps.js';
import { Markdown } from './markdown.js';
import { Bar, Value } from './shapes.js';
import { State } from './states.js';
import { Table } from './table.js';
import { number, share, t, visible, word } from './words.js';

const first = (of, name) => of.rank_stability.stability?.share_by_option?.[name] ?? of.monte_carlo?.[name]?.p_best;
const range = (roi) => !roi ? '–' : roi.low === roi.high ? share(roi.mid) : `${share(roi.mid)} (${share(roi.low)} – ${share(roi.high)})`;

export function Decision({ of }) {
  const options = Object.entries(of.option_analysis);
  return html`<section role="status">${of.explanation && html`<${Markdown} text=${of.explanation} />`}<${Notes} title=${t('insight.warnings')} texts=${of.warnings} />
    ${of.what_would_decide.length > 0 && html`<h2>${t('decisions.deciding')}</h2><ul>${of.what_would_decide.map((each) => html`<li>${deciding(each)}</li>`)}</ul>`}
    ${options.length > 0 && html`<h2>${t('decisions.compared')}</h2><${Options} of=${of} rows=${options} /><div class="columns">${options.map(([name, each]) => html`<${Points} key=${name} name=${name} of=${each} />`)}</div>`}
    <${Contradictions} rows=${of.contradictions} />
    ${options.map(([name]) => of.sensitivity[name]?.order?.length > 0 && html`<${Swings} key=${name} name=${name} of=${of.sensitivity[name]} />`)}
    <${Risks} rows=${of.critical_risks} /><${Plan} rows=${of.implementation_plan} />
    <${Sourced} title=${t('decisions.factors')} rows=${of.success_factors} />
    <${Sourced} title=${t('insight.assumptions')} rows=${of.assumptions.map((each) => ({ ...each, text: each.value === null || each.value === undefined ? each.text : `${each.text}: ${each.value}` }))} />
    <${Notes} title=${t('apps.unsupported')} texts=${of.unsupported.map((each) => each.text ?? JSON.stringify(each))} />
    ${of.financial_projections && html`<details><summary>${t('decisions.projections')}</summary><${Value} of=${of.financial_projections} /></details>`}
    ${of.monte_carlo && html`<details><summary>${t('decisions.simulation')}</summary><${Value} of=${of.monte_carlo} /></details>`}</section>`;
}

function Options({ of, rows }) {
  const most = Math.max(0, ...rows.map(([, each]) => each.score ?? 0)) || 1;
  const unit = visible(of.financial_projections?.unit ?? '');
  return html`<${Table} caption=${t('decisions.compared')} rows=${rows} columns=${[
    { label: t('decisions.option'), cell: ([name, each]) => html`<b>${visible(name)}</b> ${name === of.recommended_option && html`<${State} kind="good">${t('decisions.recommended')}<//>`} <span class="quiet">${word('source.', each.source)}</span>`, value: ([name]) => name },
    { label: [t('decisions.npv'), unit].filter(Boolean).join(' · '), number: true, cell: ([, each]) => number(each.npv), value: ([, each]) => each.npv ?? -Infinity }, { label: t('decisions.irr'), number: true, cell: ([, each]) => share(each.irr), value: ([, each]) => each.irr ?? -Infinity },
    { label: t('decisions.roi'), number: true, cell: ([, each]) => range(each.expected_roi), value: ([, each]) => each.expected_roi?.mid ?? -Infinity }, { label: t('decisions.payback'), number: true, cell: ([, each]) => number(each.payback), value: ([, each]) => each.payback ?? Infinity },
    { label: t('decisions.risk'), number: true, cell: ([, each]) => number(each.risk_score), value: ([, each]) => each.risk_score ?? -1 }, { label: t('decisions.score'), number: true, cell: ([, each]) => html`${number(each.score)} ${each.score !== null && html`<${Bar} share=${each.score / most} />`}`, value: ([, each]) => each.score ?? -1 },
    { label: t('decisions.first'), number: true, cell: ([name]) => share(first(of, name)), value: ([name]) => first(of, name) ?? -1 }]} />`;
}

function deciding(of) {
  if (of.kind === 'weight') return t('decisions.by_weight', { criterion: visible(of.criterion), from: share(of.from), to: share(of.to), winner: visible(of.winner) });
  return t('decisions.by_value', { criterion: visible(of.criterion), options: (of.missing_for ?? []).map(visible).join(', ') });
}

function Points({ name, of }) {
  const list = (points, kind) => points.map((point) => html`<li><${State} kind=${kind}>${visible(point.text)}<//> <span class="quiet">${word('source.', point.source)}</span></li>`);
  if (!of.pros.length && !of.cons.length) return null;
  return html`<section class="panel"><h2>${visible(name)}</h2><ul>${list(of.pros, 'good')}${list(of.cons, 'warn')}</ul></section>`;
}

function Contradictions({ rows }) {
  if (!rows.length) return null;
  return html`<div><h2>${t('apps.contradictions')}</h2><${Table} caption=${t('apps.contradictions')} rows=${rows} columns=${[{ label: t('field.kind'), cell: (row) => html`<${State} kind="bad">${word('contradiction.', row.kind)}<//>` }, { label: t('decisions.option'), cell: (row) => visible(row.option ?? '') },
    { label: t('apps.stated'), number: true, cell: (row) => number(row.stated) }, { label: t('apps.computed'), number: true, cell: (row) => number(row.computed) },
    { label: t('cooperation.quote'), cell: (row) => row.where.map((each) => html`<p class="plain">“${visible(each.quote)}”</p>`) }]} /></div>`;
}

const variable = (name) => name.startsWith('year ') ? t('decisions.year', { n: Number(name.slice(5)) }) : word('decisions.', name);

/** How far the value of an option moves with each of its figures, the farthest first. */
function Swings({ name, of }) {
  const ends = Object.values(of.tornado).flatMap((swing) => [swing.low, swing.high]).filter((end) => end !== null);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return html`<details><summary>${t('decisions.sensitivity', { name: visible(name) })}</summary><${Table} caption=${t('decisions.sensitivity', { name: visible(name) })} rows=${of.order} columns=${[{ label: t('field.name'), cell: variable },
    { label: t('decisions.at_low'), number: true, cell: (each) => number(of.tornado[each].low) }, { label: t('decisions.at_high'), number: true, cell: (each) => number(of.tornado[each].high) },
    { label: t('decisions.swing'), cell: (each) => html`<${Swing} from=${of.tornado[each].low} to=${of.tornado[each].high} low=${low} high=${high} />` }, { label: t('decisions.break_even'), number: true, cell: (each) => number(of.break_even?.[each]) }]} /></details>`;
}

function Swing({ from, to, low, high }) {
  const place = (value) => ((value - low) / (high - low || 1)) * 100;
  const [left, right] = [Math.min(from, to), Math.max(from, to)];
  return html`<svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="whole" width="100" height="8" /><rect class="c0" x=${place(left)} width=${Math.max(1, place(right) - place(left))} height="8" /></svg>`;
}

function Risks({ rows }) {
  if (!rows.length) return null;
  return html`<div><h2>${t('apps.risks')}</h2><${Table} caption=${t('apps.risks')} rows=${rows} columns=${[{ label: t('apps.risks'), cell: (row) => visible(row.description) }, { label: t('decisions.impact'), number: true, cell: (row) => plain(row.impact) },
    { label: t('decisions.probability'), number: true, cell: (row) => row.source === 'computed' ? share(row.probability) : plain(row.probability) }, { label: t('field.origin'), cell: (row) => word('source.', row.source) }]} /></div>`;
}

const plain = (value) => typeof value === 'string' ? visible(value) : number(value);

function Plan({ rows }) {
  if (!rows.length) return null;
  return html`<div><h2>${t('decisions.plan')}</h2><${Table} caption=${t('decisions.plan')} rows=${rows} columns=${[{ label: t('decisions.phase'), cell: (row) => html`<b>${visible(row.phase)}</b>${row.critical && html` <span class="chip">${t('decisions.critical')}</span>`}` }, { label: t('field.details'), cell: (row) => visible(row.description ?? '') },
    { label: t('decisions.timeline'), cell: (row) => visible(row.timeline) }, { label: t('decisions.resources'), cell: (row) => (row.resources ?? []).map((each) => visible(String(each))).join(', ') }, { label: t('field.origin'), cell: (row) => word('source.', row.source) }]} /></div>`;
}

function Sourced({ title, rows }) {
  if (!rows.length) return null;
  return html`<div><h2>${title}</h2><ul>${rows.map((row) => html`<li>${visible(row.text)} <span class="quiet">${word('source.', row.source)}</span></li>`)}</ul></div>`;
}
