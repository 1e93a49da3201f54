// Which conversations are kept, and for whom?
import { html } from '../../vendor/preact.js';
import { Action } from '../parts/action.js';
import { address, useData } from '../parts/api.js';
import { Commands, curlOf, quoted } from '../parts/commands.js';
import { FilterLine, Pager } from '../parts/filters.js';
import { go, Link } from '../parts/place.js';
import { Spent } from '../parts/spent.js';
import { Head, Shown } from '../parts/states.js';
import { Table } from '../parts/table.js';
import { money, number, t, time, visible, word } from '../parts/words.js';

export const sessionPath = (id) => `/sessions/${encodeURIComponent(id)}`;

const columns = () => [
  { label: t('field.used'), cell: (session) => html`<${Link} to=${sessionPath(session.id)}>${time(session.used_at)}<//>`, value: (session) => session.used_at },
  { label: t('field.session'), cell: (session) => visible(session.title ?? session.id), value: (session) => session.title ?? session.id },
  { label: t('field.user'), cell: (session) => visible(session.user ?? '–'), value: (session) => session.user ?? '' },
  { label: t('field.model'), cell: (session) => visible(session.model ?? '–'), value: (session) => session.model ?? '' },
  { label: t('session.strategy'), cell: (session) => [word('strategy.', session.context.strategy ?? 'configured'), session.context.budget_tokens && t('session.budget', { n: session.context.budget_tokens })].filter(Boolean).join(', ') },
  { label: t('measure.calls'), number: true, cell: (session) => number(session.usage.calls), value: (session) => session.usage.calls },
  { label: t('field.cost'), number: true, cell: (session) => html`<${Spent} of=${session.usage} />`, value: (session) => session.usage.cost_usd },
  { label: t('measure.saved_tokens'), number: true, cell: (session) => number(session.usage.saved_tokens), value: (session) => session.usage.saved_tokens },
  { label: t('field.created_at'), cell: (session) => time(session.created_at), value: (session) => session.created_at },
];

export default function Sessions({ query }) {
  const path = address('/v1/sessions', { user: query.user, text: query.text, after: query.after, limit: 50, usage: 'true' });
  const sessions = useData(path);
  const list = sessions.data?.data ?? [];
  const sum = (measure) => list.reduce((all, session) => all + session.usage[measure], 0);
  const users = new Set(list.map((session) => session.user).filter(Boolean)).size;
  return html`<${Head} title=${t('page.sessions')} answer=${sessions.data && `${t(sessions.data.has_more ? 'sessions.answer_of_more' : 'sessions.answer', { n: list.length, users })} ${list.length ? t('sessions.used', { cost: money(sum('cost_usd')), saved: sum('saved_tokens') }) : ''}`}>
      <${Begin} asked=${query.do === 'begin'} /><${Link} to="/memory">${t('page.memory')}<//><//>
    <${FilterLine} name="text" value=${query.text} label=${t('sessions.find')} placeholder=${t('sessions.find')} />
    <${FilterLine} name="user" value=${query.user} label=${t('sessions.filter')} placeholder=${t('field.user')} />
    <${Shown} of=${sessions}>${(data) => html`<${Table} caption=${t('page.sessions')} rows=${data.data} columns=${columns()} empty=${{ why: t(query.text ? 'sessions.none_of_text' : query.user ? 'sessions.none_of_user' : 'sessions.none'), cli: './tutti chat' }} />
      <${Pager} query=${query} next=${data.has_more && data.data.at(-1).id} />`}<//>
    <${Commands} curl=${curlOf('GET', path)} cli=${`./tutti session list --usage${query.user ? ` --user ${quoted(query.user)}` : ''}`} />`;
}

function Begin({ asked }) {
  return html`<${Action} label=${t('sessions.begin')} asked=${asked} done=${(session) => go(sessionPath(session.id))} fields=${[
    { name: 'title', label: t('field.title') }, { name: 'user', label: t('field.user') }, { name: 'model', label: t('field.model'), value: 'sim' },
    { name: 'strategy', label: t('session.strategy'), options: ['auto', 'window', 'summary', 'full'].map((each) => [each, word('strategy.', each)]) }]}
    request=${({ title, user, model, strategy }) => ({ path: '/v1/sessions', body: { title: title || null, user: user || null, model: model || null, context: { strategy } } })} />`;
}
