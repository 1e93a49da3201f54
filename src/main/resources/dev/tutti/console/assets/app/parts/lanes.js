// Versions of a skill as lanes: who gets each, how it does, and what a canary analysis has seen.
import { html } from '../../vendor/preact.js';
import { Chart } from './chart.js';
import { Split } from './shapes.js';
import { State } from './states.js';
import { Table } from './table.js';
import { money, number, share, span, t, visible, word } from './words.js';

const bare = (revision) => String(revision ?? '').split('+')[0];

/** The share of callers that each version gets, largest first; a skill without a split gives all to one. */
export function arms(skill) {
  const split = Object.entries(skill.split ?? {});
  const whole = split.reduce((sum, [, weight]) => sum + weight, 0);
  return whole ? split.map(([version, weight]) => [version, weight / whole]).sort((a, b) => b[1] - a[1]) : [[skill.version, 1]];
}

/** A row for each version, with the figures of its newest revision that was executed. */
export function lanes(skill) {
  const shares = new Map(arms(skill));
  const withdrawn = new Set(skill.release?.in_force?.withdrawn ?? []);
  const labels = Object.entries(skill.labels ?? {});
  return skill.versions.map((version) => {
    const figures = (skill.figures ?? []).filter((one) => one.version === version);
    return { version, share: shares.get(version) ?? 0, labels: labels.filter(([, to]) => bare(to) === version).map(([label]) => label),
      withdrawn: [...withdrawn].some((one) => bare(one) === version), of: figures.toSorted((a, b) => b.executions - a.executions)[0] };
  });
}

export function Lanes({ skill, actions }) {
  const rows = lanes(skill);
  const usual = rows.reduce((most, row) => row.share > most.share ? row : most, rows[0]);
  return html`<${Split} parts=${arms(skill).map(([version, part]) => ({ label: version, value: part, text: share(part) }))} />
    <${Table} caption=${t('skill.versions')} rows=${rows} columns=${[
      { label: t('field.version'), cell: (row) => html`<b>${row.version}</b> <span class="quiet">${row.of?.revision?.split('+')[1]}</span>`, value: (row) => row.version },
      { label: t('skill.gets'), cell: (row) => html`${share(row.share)} ${row.labels.map((label) => html`<span class="chip">${visible(label)}</span>`)}
        ${row.withdrawn && html`<${State} kind="bad">${t('skill.withdrawn')}<//>`}`, value: (row) => row.share },
      { label: t('field.executions'), number: true, cell: (row) => number(row.of?.executions ?? 0), value: (row) => row.of?.executions ?? 0 },
      { label: t('measure.success_rate'), number: true, cell: (row) => against(row, usual, (of) => of.success_rate, share, 1), value: (row) => row.of?.success_rate ?? -1 },
      { label: t('skill.invalid'), number: true, cell: (row) => number(row.of?.invalid_output), value: (row) => row.of?.invalid_output ?? -1 },
      { label: t('measure.total_p95'), number: true, cell: (row) => against(row, usual, (of) => of.executions ? of.p95_ms : null, span, -1), value: (row) => row.of?.p95_ms ?? -1 },
      { label: t('skill.tokens'), number: true, cell: (row) => against(row, usual, (of) => of.executions ? of.tokens_per_execution : null, number, -1), value: (row) => row.of?.tokens_per_execution ?? -1 },
      { label: t('skills.usd'), number: true, cell: (row) => money(row.of?.usd_per_execution), value: (row) => row.of?.usd_per_execution ?? -1 },
      { label: t('field.actions'), cell: (row) => actions(row) },
    ]} />`;
}

/** A figure with how it differs from the version that most get; a sign says whether that is better. */
function against(row, base, read, form, better) {
  const value = row.of ? read(row.of) : null;
  const other = base.of && base !== row ? read(base.of) : null;
  if (value === null || value === undefined) return form(null);
  if (!other || value === other) return form(value);
  const kind = Math.sign(value - other) === better ? 'good' : 'warn';
  return html`${form(value)} <span class=${`state ${kind}`}>${value > other ? '▲' : '▼'} ${share(Math.abs(value - other) / Math.abs(other))}</span>`;
}

/** What is seen of a version on trial, and how far it is on the way to a rollback, now and over its time. */
export function Trials({ trials }) {
  return trials.map((trial) => html`<section class="panel"><h2>${t('skill.trial', { revision: trial.revision, baseline: trial.baseline })}</h2>
    <p>${t('skill.trial_seen', { n: trial.executions, base: trial.baseline_executions, percent: number(trial.percent) })}</p>
    <${Table} caption=${t('skill.evidence')} rows=${Object.entries(trial.measures)} columns=${[
      { label: t('field.measure'), cell: ([name]) => word('measure.', name) },
      { label: t('skill.seen'), cell: ([, measure]) => visible(measure.seen) },
      { label: t('skill.evidence'), number: true, cell: ([, measure]) => html`<meter value=${measure.evidence} max="1" high="0.7" aria-label=${t('skill.evidence')}></meter> ${number(measure.evidence)}` },
    ]} />${trial.history.length > 1 && html`<${Evidence} history=${trial.history} measures=${Object.keys(trial.measures)} />`}</section>`);
}

/** Evidence over the time of a trial below the line that condemns; a mark is where a window begins anew. */
function Evidence({ history, measures }) {
  const seconds = (point) => Date.parse(point.at) / 1000;
  const lines = measures.map((measure) => ({ label: word('measure.', measure), values: history.map((point) => point.evidence[measure] ?? null) }));
  const windows = history.filter((point, at) => at > 0 && point.window !== history[at - 1].window).map((point) => ({ at: seconds(point) }));
  return html`<${Chart} title=${t('skill.evidence_time')} times=${history.map(seconds)} marks=${windows} lines=${[...lines, { label: t('skill.condemns'), thin: true, values: history.map(() => 1) }]} />`;
}
