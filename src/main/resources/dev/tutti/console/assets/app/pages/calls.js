// Which calls were slow, dear or wrong?
import { html } from '../../vendor/preact.js';
import { address, useData } from '../parts/api.js';
import { Commands, curlOf, quoted } from '../parts/commands.js';
import { ofCalls } from '../parts/fields.js';
import { FilterLine, Pager } from '../parts/filters.js';
import { Fresh } from '../parts/fresh.js';
import { at, change, go, Link } from '../parts/place.js';
import { Head, Outcome, Shown } from '../parts/states.js';
import { Table } from '../parts/table.js';
import { money, number, span, t, time, visible } from '../parts/words.js';

/** The page of a call, which knows the list that it was opened from. */
export const callPath = (id, filter) => `/calls/${encodeURIComponent(id)}${filter ? `?${new URLSearchParams({ filter })}` : ''}`;

const comparePath = (a, b) => `/calls/compare?${new URLSearchParams({ a, b })}`;

/** Where a call is chosen to be compared with, each row leads to both beside each other. */
const columns = ({ compare, filter }) => [
  { label: t('field.started'), cell: (call) => html`<${Link} to=${compare ? comparePath(compare, call.call) : callPath(call.call, filter)}>${time(call.started)}<//>`, value: (call) => call.started },
  { label: t('field.model'), cell: (call) => visible(call.model), value: (call) => call.model },
  { label: t('field.outcome'), cell: (call) => html`<${Outcome} of=${call.outcome} />`, value: (call) => call.outcome },
  { label: t('field.attempts'), number: true, cell: (call) => number(call.attempts), value: (call) => call.attempts },
  { label: t('field.total'), number: true, cell: (call) => span(call.total), value: (call) => call.total },
  { label: t('field.tokens'), number: true, cell: (call) => number(call.input_tokens + call.output_tokens), value: (call) => call.input_tokens + call.output_tokens },
  { label: t('field.cost'), number: true, cell: (call) => money(call.cost), value: (call) => call.cost },
  { label: t('compare.run'), cell: (call) => html`<${Choose} call=${call.call} compare=${compare} />` },
];

/** Chooses one of two calls to compare: the address has the first, and the second leads to both. */
function Choose({ call, compare }) {
  if (compare && compare !== call) return html`<button class="small" data-key="x" onClick=${() => go(comparePath(compare, call))}>${t('compare.here')}</button>`;
  const chosen = compare === call;
  return html`<button class="small" data-key="x" aria-pressed=${chosen} onClick=${() => change({ compare: chosen ? '' : call }, { replace: true })}>${t('compare.select')}</button>`;
}

export default function Calls({ query }) {
  const path = address('/admin/calls', { filter: query.filter, after: query.after });
  const calls = useData(path);
  return html`<${Head} title=${t('page.calls')} answer=${calls.data && t('calls.answer', { n: calls.data.data.length })} />
    <${FilterLine} value=${query.filter} label=${t('calls.filter')} placeholder="model=gpt-* total>=3s -outcome=completed" fields=${ofCalls} />
    ${query.compare && html`<section class="notice"><p>${t('compare.choose', { id: query.compare })}</p><${Link} to=${at({ compare: '' })}>${t('action.cancel')}<//></section>`}
    <${Fresh} key=${path} topic="call.ended" on=${!query.after} empty=${calls.data?.data.length === 0} show=${calls.again} />
    <${Shown} of=${calls}>${(data) => html`<${Table} caption=${t('page.calls')} rows=${data.data} columns=${columns(query)} empty=${t(query.filter ? 'calls.none_of_filter' : 'calls.none')} />
      <${Pager} query=${query} next=${data.has_more && data.next} />`}<//>
    <p><a href=${address('/admin/calls', { filter: query.filter, after: query.after, limit: 1000, format: 'csv' })} download="calls.csv">${t('calls.csv')}</a></p>
    <${Commands} curl=${curlOf('GET', path)} cli=${`./tutti calls ${quoted(query.filter ?? '')}`} />`;
}
