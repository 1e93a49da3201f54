// What is different about these two calls?
import { html } from '../../vendor/preact.js';
import { useData } from '../parts/api.js';
import { Bodies } from '../parts/bodies.js';
import { Commands, curlOf } from '../parts/commands.js';
import { change, Link } from '../parts/place.js';
import { Empty, Head, Outcome, Shown } from '../parts/states.js';
import { Table } from '../parts/table.js';
import { money, number, share, span, t, time, visible } from '../parts/words.js';
import { Steps, Waterfall } from './call.js';

const path = (id) => `/admin/calls/${encodeURIComponent(id)}`;

export default function Compare({ query, session }) {
  const [a, b] = [useData(query.a && path(query.a)), useData(query.b && path(query.b))];
  const both = { data: a.data && b.data && [a.data, b.data], error: a.error ?? b.error, again: () => { a.again(); b.again(); } };
  const enter = (event) => { event.preventDefault(); const { elements } = event.target; change({ a: elements.a.value.trim(), b: elements.b.value.trim() }); };
  return html`<${Head} title=${t('page.compare')} answer=${both.data ? answer(both.data) : t('compare.why')} />
    <form class="filters" key=${`${query.a} ${query.b}`} onSubmit=${enter}>${['a', 'b'].map((name) => html`<label>${t(`compare.${name}`)}<input name=${name} value=${query[name] ?? ''} required placeholder="req_…" /></label>`)}
      <button class="primary">${t('compare.run')}</button>${query.a && query.b && html`<button type="button" onClick=${() => change({ a: query.b, b: query.a })}>${t('compare.swap')}</button>`}</form>
    ${query.a && query.b ? html`<${Shown} of=${both}>${(calls) => html`<${Figures} calls=${calls} />
      <div class="columns">${calls.map((call, at) => html`<section class="panel" key=${`${at} ${call.call}`}><h2><${Link} to=${`/calls/${call.call}`}>${t(at ? 'compare.b' : 'compare.a')}<//></h2><p><${Outcome} of=${call.outcome} /> <span class="quiet">${time(call.started)}</span></p>
        <${Steps} of=${call} /><${Waterfall} call=${call} />${session.rights?.includes('operator') && html`<${Bodies} call=${call.call} />`}</section>`)}</div>`}<//>` : html`<${Empty} why=${t('compare.none')} />`}
    ${query.a && html`<${Commands} curl=${curlOf('GET', path(query.a))} cli=${`./tutti calls ${query.a}`} />`}`;
}

/** The second against the first in a sentence. */
function answer([a, b]) {
  const ratio = (name) => a[name] ? `${b[name] > a[name] ? '+' : ''}${share((b[name] - a[name]) / a[name])}` : '–';
  return t('compare.answer', { total: ratio('total'), cost: ratio('cost'), same: a.model === b.model ? visible(a.model) : `${visible(a.model)} → ${visible(b.model)}` });
}

const tokens = (call) => call.input_tokens + call.output_tokens;
const rows = [['field.model', (call) => call.model, visible], ['field.outcome', (call) => call.outcome, (value) => html`<${Outcome} of=${value} />`], ['field.attempts', (call) => call.attempts, number], ['field.total', (call) => call.total, span], ['field.first_token', (call) => call.first_token, span],
  ['field.overhead', (call) => call.overhead, span], ['field.retry_wait', (call) => call.retry_wait, span], ['measure.input_tokens', (call) => call.input_tokens, number], ['measure.output_tokens', (call) => call.output_tokens, number], ['field.tokens', tokens, number], ['field.cost', (call) => call.cost, money],
  ['field.endpoint', (call) => call.endpoint, visible], ['field.skill', (call) => call.skill, visible], ['field.revision', (call) => call.revision, visible], ['field.owner', (call) => call.owner, visible], ['field.user', (call) => call.user, visible], ['field.session', (call) => call.session, visible]];

function Figures({ calls }) {
  const [a, b] = calls;
  const known = (read) => [a, b].some((call) => read(call) !== null && read(call) !== undefined && read(call) !== '');
  return html`<${Table} caption=${t('page.compare')} rows=${rows.filter(([, read]) => known(read))} columns=${[{ label: t('field.measure'), cell: ([key]) => t(key) }, { label: t('compare.a'), number: true, cell: ([, read, form]) => form(read(a)) }, { label: t('compare.b'), number: true, cell: ([, read, form]) => form(read(b)) },
    { label: t('compare.difference'), number: true, cell: ([, read, form]) => differs(read(a), read(b), form) }]} />`;
}

function differs(a, b, form) {
  if (a === b) return html`<span class="quiet">=</span>`;
  if (typeof a !== 'number' || typeof b !== 'number') return '≠';
  return `${b > a ? '▲' : '▼'} ${form(Math.abs(b - a))}${a ? ` (${share(Math.abs(b - a) / a)})` : ''}`;
}
