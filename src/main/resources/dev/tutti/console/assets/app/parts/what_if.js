// Recorded decisions under another knob: what would go elsewhere, at which cost and quality, by type of task and by complexity.
import { html } from '../../vendor/preact.js';
import { useAnswer } from './api.js';
import { Commands, curlOf } from './commands.js';
import { Curve, Histogram } from './curve.js';
import { change, Link } from './place.js';
import { Answered, Empty } from './states.js';
import { Table } from './table.js';
import { money, number, share, t, visible, word } from './words.js';

/** Where strategies for what needs reasoning begin, unless the address says otherwise. */
const reasoning = 0.65;

const within = (text, usual) => text === undefined || !(Number(text) >= 0 && Number(text) <= 1) ? usual : Number(text);

export function WhatIf({ now, query }) {
  const wanted = within(query.quality, now);
  const tried = useAnswer('/admin/routing/what-if');
  const body = { quality: wanted, limit: 1000 };
  return html`<p>${t('routing.what_if_why', { now })}</p><div class="filters"><label>${t('routing.quality')} <output>${number(wanted)}</output>
      <input type="range" min="0" max="1" step="0.05" value=${wanted} onChange=${(event) => change({ quality: event.target.value }, { replace: true })} /></label><button class="primary" disabled=${tried.busy} onClick=${() => tried.run(body)}>${t('routing.try')}</button></div>
    <${Answered} of=${tried}>${(answer) => html`<${Then} of=${answer} now=${now} complexity=${within(query.complexity, reasoning)} />`}<//>
    <${Commands} curl=${curlOf('POST', '/admin/routing/what-if', body)} cli=${`./tutti route what-if --quality ${wanted}`} />`;
}

const cells = (sums) => `${share(sums.expected_quality)} · ${money(sums.expected_cost_usd)}`;

/** Columns for the sums of some calls, which `of` finds in a row. */
const summed = (of) => [{ label: t('measure.calls'), number: true, cell: (row) => number(of(row).calls) }, { label: t('routing.changed'), number: true, cell: (row) => number(of(row).changed) },
  { label: t('routing.spent'), number: true, cell: (row) => money(of(row).spent_usd) }, { label: t('routing.now_is'), number: true, cell: (row) => cells(of(row).now) }, { label: t('routing.then_is'), number: true, cell: (row) => cells(of(row).then) }];

function Then({ of, now, complexity }) {
  if (!of.calls && !of.refused) return html`<${Empty} why=${t('routing.no_calls')} />`;
  const types = Object.entries(of.by_task_type);
  return html`<section class="row" role="status"><p class="answer">${t('routing.then', { changed: of.changed, n: of.calls, refused: of.refused })}</p></section>
    <div class="tiles">${[['now', of.now], ['then', of.then]].map(([name, sums]) => html`<div class="tile"><small>${t(`routing.${name}_is`)}</small><b>${share(sums.expected_quality)}</b><small>${money(sums.expected_cost_usd)}</small></div>`)}
      <div class="tile"><small>${t('routing.spent')}</small><b data-figure="spent">${money(of.spent_usd)}</b><small>${t('routing.spent_why')}</small></div></div>
    ${of.rules_taken_to_hold.length > 0 && html`<p class="quiet">${t('routing.taken', { rules: of.rules_taken_to_hold.map(visible).join(', ') })}</p>`}
    <h2>${t('routing.curve')}</h2><p class="quiet">${t('routing.curve_why', { now })}</p>
    <div class="columns">${types.filter(([, sums]) => sums.curve.length).map(([type, sums]) => html`<section class="panel" data-task=${type}><${Curve} title=${`${word('task_type.', type)} · ${t('routing.calls', { n: sums.calls })}`} points=${sums.curve} now=${now} /></section>`)}</div>
    <h2>${t('routing.by_type')}</h2><${Table} caption=${t('routing.by_type')} rows=${types} columns=${[{ label: t('routing.task_type'), cell: ([type]) => word('task_type.', type) }, ...summed(([, sums]) => sums)]} />
    <${Sides} of=${of.complexity} at=${complexity} />
    ${of.examples.length > 0 && html`<h2>${t('routing.examples')}</h2><${Examples} of=${of.examples} />`}`;
}

/** What parts of a range of complexity come to together; qualities are means over their calls. */
function together(parts) {
  const sum = (read) => parts.reduce((all, part) => all + read(part), 0);
  const calls = sum((part) => part.calls);
  const both = (name) => ({ expected_quality: calls ? sum((part) => part[name].expected_quality * part.calls) / calls : null, expected_cost_usd: sum((part) => part[name].expected_cost_usd) });
  return { calls, changed: sum((part) => part.changed), spent_usd: sum((part) => part.spent_usd), now: both('now'), then: both('then') };
}

/** Calls on both sides of a threshold, which is moved over how many there are of each complexity. */
function Sides({ of, at }) {
  const sides = [['below', of.filter((part) => part.to <= at + 1e-9)], ['above', of.filter((part) => part.to > at + 1e-9)]];
  return html`<h2>${t('routing.by_complexity')}</h2><section class="panel"><${Histogram} title=${t('routing.by_complexity')} parts=${of} at=${at} />
      <label class="knob">${t('routing.threshold')} <output>${number(at)}</output><input class="wide" type="range" name="complexity" min="0" max="1" step="0.05" value=${at} onInput=${(event) => change({ complexity: event.target.value }, { replace: true })} /></label></section>
    <${Table} caption=${t('routing.by_complexity')} rows=${sides.map(([side, parts]) => ({ side, sums: together(parts) }))} columns=${[{ label: t('routing.complexity'), cell: ({ side }) => t(`routing.${side}`, { at }) }, ...summed(({ sums }) => sums)]} />`;
}

function Examples({ of }) {
  return html`<${Table} caption=${t('routing.examples')} rows=${of} columns=${[{ label: t('field.call'), cell: (row) => html`<${Link} to=${`/calls/${encodeURIComponent(row.call)}`}>${visible(row.call)}<//>` }, { label: t('routing.task_type'), cell: (row) => word('task_type.', row.task_type), value: (row) => row.task_type },
    { label: t('routing.model_now'), cell: (row) => visible(row.now), value: (row) => row.now }, { label: t('routing.model_then'), cell: (row) => visible(row.then), value: (row) => row.then },
    { label: t('routing.cost_now'), number: true, cell: (row) => money(row.now_cost_usd), value: (row) => row.now_cost_usd ?? -1 }, { label: t('routing.cost_then'), number: true, cell: (row) => money(row.then_cost_usd), value: (row) => row.then_cost_usd ?? -1 },
    { label: t('routing.reasons'), cell: (row) => visible(row.reasons.join('; ')) }]} />`;
}
