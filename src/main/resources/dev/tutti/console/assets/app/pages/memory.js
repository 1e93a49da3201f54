// What is remembered about whom, and where was it said?
import { html } from '../../vendor/preact.js';
import { Action } from '../parts/action.js';
import { address, useData } from '../parts/api.js';
import { Commands, curlOf, quoted } from '../parts/commands.js';
import { FilterLine, Pager, Tabs } from '../parts/filters.js';
import { Link } from '../parts/place.js';
import { Head, Shown, State } from '../parts/states.js';
import { Table } from '../parts/table.js';
import { share, t, time, visible, word } from '../parts/words.js';

export default function Memory({ query }) {
  const path = address('/v1/memories', { user: query.user, state: query.state, after: query.after, limit: 50 });
  const facts = useData(path);
  const list = facts.data?.data ?? [];
  const users = new Set(list.map((fact) => fact.user)).size;
  return html`<${Head} title=${t('page.memory')} answer=${facts.data && t('memory.answer', { n: list.length, users })}><${Add} user=${query.user} done=${facts.again} /><${Link} to="/sessions">${t('page.sessions')}<//><//>
    <${FilterLine} name="user" value=${query.user} label=${t('sessions.filter')} placeholder=${t('field.user')} />
    <${Tabs} name="state" value=${query.state} label=${t('field.state')} tabs=${[['', t('tasks.all')], ['current', t('memory.current')], ['superseded', t('memory.superseded')]]} />
    <${Shown} of=${facts}>${(data) => html`<${Table} caption=${t('page.memory')} rows=${data.data} columns=${columns(facts.again)} empty=${t('memory.none')} />
      <${Pager} query=${query} next=${data.has_more && data.data.at(-1).id} />`}<//>
    ${query.user && list.length > 0 && html`<p><${Action} label=${t('memory.erase_all')} danger method="DELETE" path=${address('/v1/memories', { user: query.user })} cli=${`./tutti memory erase --user ${quoted(query.user)}`}
      preview=${t('memory.erase_why', { user: visible(query.user) })} done=${facts.again} /></p>`}
    <${Commands} curl=${curlOf('GET', path)} cli=${`./tutti memory list${query.user ? ` --user ${quoted(query.user)}` : ''}`} />`;
}

function Add({ user, done }) {
  return html`<${Action} label=${t('memory.add')} done=${done} fields=${[{ name: 'user', label: t('field.user'), value: user, required: true }, { name: 'text', label: t('memory.fact'), kind: 'area', required: true }]}
    request=${({ user: whom, text }) => ({ path: '/v1/memories', body: { user: whom, text }, cli: `./tutti memory add --user ${quoted(whom)} ${quoted(text)}` })} />`;
}

const one = (fact) => `/v1/memories/${encodeURIComponent(fact.id)}`;
const from = (fact) => fact.provenance.session
  ? html`<${Link} to=${`/sessions/${encodeURIComponent(fact.provenance.session)}`}>${time(fact.provenance.at)}<//>` : time(fact.provenance.at);

const columns = (done) => [
  { label: t('memory.fact'), cell: (fact) => visible(fact.text), value: (fact) => fact.text },
  { label: t('field.user'), cell: (fact) => visible(fact.user), value: (fact) => fact.user },
  { label: t('field.state'), cell: (fact) => html`<${State} kind=${fact.state === 'current' ? 'good' : 'none'}>${word('memory.', fact.state)}<//>`, value: (fact) => fact.state },
  { label: t('memory.confidence'), number: true, cell: (fact) => share(fact.confidence), value: (fact) => fact.confidence },
  { label: t('memory.said'), cell: from, value: (fact) => fact.provenance.at },
  { label: t('memory.expires'), cell: (fact) => fact.expires_at ? time(fact.expires_at) : '–' },
  { label: t('field.actions'), cell: (fact) => html`<span class="row"><${Action} label=${t('memory.edit')} done=${done} fields=${[{ name: 'text', label: t('memory.fact'), kind: 'area', value: fact.text, required: true }]}
      request=${({ text }) => ({ method: 'PATCH', path: one(fact), body: { text }, cli: `./tutti memory edit --text ${quoted(text)} ${fact.id}` })} />
    <${Action} label=${t('memory.forget')} danger method="DELETE" path=${one(fact)} cli=${`./tutti memory forget ${fact.id}`} preview=${t('memory.forget_why')} done=${done} /></span>` },
];
