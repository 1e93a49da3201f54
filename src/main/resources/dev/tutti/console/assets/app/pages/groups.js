// Which groups of characters talk with whom?
import { html } from '../../vendor/preact.js';
import { Action } from '../parts/action.js';
import { address, useData } from '../parts/api.js';
import { Commands, curlOf, quoted } from '../parts/commands.js';
import { Pager } from '../parts/filters.js';
import { go, Link } from '../parts/place.js';
import { Head, Shown } from '../parts/states.js';
import { Table } from '../parts/table.js';
import { number, t, time, visible, word } from '../parts/words.js';

export const policies = ['natural', 'list', 'round_robin', 'pooled', 'mentioned', 'model', 'random', 'manual'];

export default function Groups({ query }) {
  const path = address('/v1/groups', { after: query.after, limit: 50 });
  const groups = useData(path);
  const characters = useData('/v1/characters?limit=100');
  return html`<${Head} title=${t('page.groups')} answer=${groups.data && t('groups.answer', { n: groups.data.data.length })}><${Begin} characters=${characters.data?.data ?? []} /><${Link} to="/characters">${t('page.characters')}<//><//>
    <${Shown} of=${groups}>${(data) => html`<${Table} caption=${t('page.groups')} rows=${data.data} empty=${t('groups.none')} columns=${[
      { label: t('field.name'), cell: (group) => html`<${Link} to=${`/groups/${encodeURIComponent(group.id)}`}>${visible(group.name || group.id)}<//>`, value: (group) => group.name },
      { label: t('cooperation.members'), cell: (group) => group.members.map((member) => visible(member.name ?? member.id)).join(', ') },
      { label: t('groups.policy'), cell: (group) => word('policy.', group.policy), value: (group) => group.policy }, { label: t('groups.turns'), number: true, cell: (group) => number(group.max_turns) },
      { label: t('field.created_at'), cell: (group) => time(group.created_at), value: (group) => group.created_at }]} />
      <${Pager} query=${query} next=${data.has_more && data.data.at(-1).id} />`}<//>
    <${Commands} curl=${curlOf('GET', path)} cli="./tutti group list" />`;
}

function Begin({ characters }) {
  const cards = characters.filter((one) => one.kind === 'card');
  return html`<${Action} label=${t('groups.begin')} done=${(group) => go(`/groups/${encodeURIComponent(group.id)}`)} preview=${cards.length ? '' : t('characters.none')}
    fields=${[{ name: 'name', label: t('field.name') }, { name: 'characters', label: t('cooperation.members'), kind: 'many', value: cards.slice(0, 3).map((one) => one.id).join(','), options: cards.map((one) => [one.id, visible(one.display_name ?? one.name)]) },
      { name: 'policy', label: t('groups.policy'), options: policies.map((each) => [each, word('policy.', each)]) }, { name: 'user_name', label: t('groups.user_name') }, { name: 'model', label: t('field.model'), placeholder: 'sim' }]}
    request=${({ name, characters: ids, policy, user_name: called, model }) => ({ path: '/v1/groups', body: { characters: ids.split(',').filter(Boolean), policy, ...(name ? { name } : {}), ...(called ? { user_name: called } : {}), ...(model ? { model } : {}) },
      cli: called ? undefined : `./tutti group create ${quoted(name || 'NAME')} ${ids.split(',').filter(Boolean).map(quoted).join(' ')} --policy ${policy}${model ? ` --model ${quoted(model)}` : ''}` })} />`;
}
