// Why did this call go where it went, and end as it did?
import { html, useEffect, useState } from '../../vendor/preact.js';
import { address, useData } from '../parts/api.js';
import { Bodies } from '../parts/bodies.js';
import { Commands, curlOf } from '../parts/commands.js';
import { Link } from '../parts/place.js';
import { Head, Outcome, outcomeKind, Shown } from '../parts/states.js';
import { Facts, Table } from '../parts/table.js';
import { money, number, share, span, t, time, visible, word } from '../parts/words.js';
import { callPath } from './calls.js';

/** A call that has ended just now: it is written a moment later, so that one which is not there is waited for. */
function useCall(path) {
  const [known, setKnown] = useState(false);
  const [patient, setPatient] = useState(true);
  const call = useData(path, known ? [] : ['call.ended'], !known && patient ? 1000 : 0);
  useEffect(() => { if (call.data) setKnown(true); }, [call.data]);
  useEffect(() => { const end = setTimeout(() => setPatient(false), 10_000); return () => clearTimeout(end); }, [path]);
  return call.error?.status === 404 && patient ? { loading: true } : call;
}

/** The ways to the calls beside it in the list that it was opened from, and back to that list. */
function Beside({ path, filter }) {
  const { data } = useData(address(`${path}/neighbours`, { filter }));
  const way = (id, step, text) => id && html`<${Link} to=${callPath(id, filter)} data-step=${step}>${text}<//>`;
  return html`${way(data?.newer, 'previous', t('call.newer'))}${way(data?.older, 'next', t('call.older'))}
    ${filter && html`<${Link} to=${`/calls?${new URLSearchParams({ filter })}`}>${t('call.list')}<//>`}`;
}

export default function Call({ id, query, session }) {
  const path = `/admin/calls/${encodeURIComponent(id)}`;
  return html`<${Shown} of=${useCall(path)}>${(call) => html`
    <${Head} title=${t('page.call')} answer=${html`<${Outcome} of=${call.outcome} /> ${t('call.answer', { model: visible(call.model), n: call.attempts, total: span(call.total) })}`}><${Beside} path=${path} filter=${query.filter} /><${Link} to=${`/calls?compare=${encodeURIComponent(id)}`}>${t('compare.with')}<//><//>
    <h2>${t('call.decision')}</h2><${Steps} of=${call} />
    <h2>${t('call.attempts')}</h2><${Waterfall} call=${call} /><${Table} caption=${t('call.attempts')} rows=${call.tries ?? []} columns=${tries()} />
    <h2>${t('call.figures')}</h2><${Facts} rows=${facts(call)} />
    ${session.rights?.includes('operator') && html`<${Bodies} call=${id} />`}
    <${Commands} curl=${curlOf('GET', path)} cli=${`./tutti calls ${id}`} />`}<//>`;
}

/** What was decided of a call, in its order. */
export function Steps({ of }) {
  return html`<ol class="steps">${(of.decision ?? []).map(step)}</ol>`;
}

const step = (made) => html`<li><b>${made.chosen ? visible(made.chosen) : word('step.', made.step ?? 'choice')}</b><span class="quiet">${made.reason && word('reason.', made.reason)}
  ${made.took_ms !== undefined && ` · ${span(made.took_ms)}`}</span>${(made.away ?? []).map((away) => html`<div class="bad-text">${visible(typeof away === 'string' ? away : Object.values(away).join(': '))}</div>`)}</li>`;

const tries = () => [
  { label: t('field.number'), number: true, cell: (made) => number(made.number) },
  { label: t('field.deployment'), cell: (made) => visible(`${made.provider}/${made.upstream_model}`) },
  { label: t('field.reason'), cell: (made) => word('reason.', made.reason) },
  { label: t('field.outcome'), cell: (made) => html`<${Outcome} of=${made.outcome} />` },
  { label: t('field.total'), number: true, cell: (made) => span(made.duration) },
  { label: t('field.cost'), number: true, cell: (made) => money(made.cost) },
];

/** The attempts on the time of the call. */
export function Waterfall({ call }) {
  const begin = Date.parse(call.started);
  const at = (made) => Math.max(0, Date.parse(made.ended) - begin - made.duration);
  const scale = 680 / Math.max(1, call.total);
  return html`<svg class="waterfall" viewBox=${`0 0 800 ${22 * (call.tries ?? []).length + 4}`} aria-hidden="true">${(call.tries ?? []).map((made, row) => html`
    <rect class=${outcomeKind(made.outcome) === 'good' ? 'good' : 'bad'} x=${at(made) * scale} y=${row * 22 + 4} height="14" width=${Math.max(2, made.duration * scale)} />
    <text x=${Math.min(720, (at(made) + made.duration) * scale + 6)} y=${row * 22 + 15}>${span(made.duration)}</text>`)}</svg>`;
}

const facts = (call) => [[t('field.call'), call.call], [t('field.started'), time(call.started)], [t('field.endpoint'), call.endpoint], [t('field.owner'), visible(call.owner)],
  [t('field.session'), call.session], [t('field.task'), call.task], [t('field.overhead'), span(call.overhead)], [t('field.retry_wait'), span(call.retry_wait)],
  [t('field.tokens'), number(call.input_tokens + call.output_tokens)], [t('field.cost'), money(call.cost)], [t('field.failed'), call.attempts ? share(call.failed_attempts / call.attempts) : '']];
