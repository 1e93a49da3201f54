// Which calls were slow, dear or wrong?
import { html } from '../../vendor/preact.js';
import { address, useData } from '../parts/api.js';
import { Commands, curlOf, quoted } from '../parts/commands.js';
import { change, Link } from '../parts/place.js';
import { Head, Outcome, Shown } from '../parts/states.js';
import { Table } from '../parts/table.js';
import { money, number, span, t, time, visible } from '../parts/words.js';

const columns = () => [
  { label: t('field.started'), cell: (call) => html`<${Link} to=${`/calls/${call.call}`}>${time(call.started)}<//>`, value: (call) => call.started },
  { label: t('field.model'), cell: (call) => visible(call.model), value: (call) => call.model },
  { label: t('field.outcome'), cell: (call) => html`<${Outcome} of=${call.outcome} />`, value: (call) => call.outcome },
  { label: t('field.attempts'), number: true, cell: (call) => number(call.attempts), value: (call) => call.attempts },
  { label: t('field.total'), number: true, cell: (call) => span(call.total), value: (call) => call.total },
  { label: t('field.tokens'), number: true, cell: (call) => number(call.input_tokens + call.output_tokens), value: (call) => call.input_tokens + call.output_tokens },
  { label: t('field.cost'), number: true, cell: (call) => money(call.cost), value: (call) => call.cost },
];

export default function Calls({ query }) {
  const path = address('/admin/calls', { filter: query.filter, after: query.after });
  const calls = useData(path, query.after ? [] : ['call.ended']);
  const enter = (event) => { event.preventDefault(); change({ filter: event.target.elements.filter.value, after: '' }); };
  return html`<${Head} title=${t('page.calls')} answer=${calls.data && t('calls.answer', { n: calls.data.data.length })} />
    <form class="filters" role="search" onSubmit=${enter}><input type="search" name="filter" value=${query.filter ?? ''} aria-label=${t('calls.filter')}
      placeholder="model=gpt-* total>=3s -outcome=completed" /><button class="primary">${t('calls.find')}</button></form>
    <${Shown} of=${calls}>${(data) => html`<${Table} caption=${t('page.calls')} rows=${data.data} columns=${columns()} empty=${t(query.filter ? 'calls.none_of_filter' : 'calls.none')} />
      <div class="row">${query.after && html`<button data-step="previous" onClick=${() => history.back()}>${t('action.newer')}</button>`}
        ${data.has_more && html`<button data-step="next" onClick=${() => change({ after: data.next })}>${t('action.older')}</button>`}</div>`}<//>
    <${Commands} curl=${curlOf('GET', path)} cli=${`./tutti calls ${quoted(query.filter ?? '')}`} />`;
}
