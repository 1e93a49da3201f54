// Who of this group said what, and why was it their turn?
import { html, useState } from '../../vendor/preact.js';
import { Action } from '../parts/action.js';
import { ask, useData } from '../parts/api.js';
import { Commands, curlOf, quoted } from '../parts/commands.js';
import { Picture } from '../parts/picture.js';
import { go, Link } from '../parts/place.js';
import { Head, Shown } from '../parts/states.js';
import { Facts, Table } from '../parts/table.js';
import { Said, Speak, Wordless } from '../parts/talk.js';
import { number, share, t, visible, word } from '../parts/words.js';
import { policies } from './groups.js';

/** What is said of a member, as a change of the group takes it. */
const plain = ({ id, aliases, talkativeness, muted, model }) => ({ id, talkativeness, muted, ...(aliases?.length ? { aliases } : {}), ...(model ? { model } : {}) });

export default function Group({ id }) {
  const path = `/v1/groups/${encodeURIComponent(id)}`;
  const group = useData(path);
  const messages = useData(`${path}/messages?limit=500`);
  const [turn, setTurn] = useState(null);
  const [speaker, setSpeaker] = useState('');
  const post = async (where, body) => { setTurn(await ask('POST', `${path}/${where}`, body)); messages.again(); };
  return html`<${Shown} of=${group}>${(data) => html`<${Head} title=${visible(data.name || id)} answer=${answer(data, messages.data)}><${Link} to=${`/sessions/${encodeURIComponent(data.session_id)}`}>${t('talk.seen')}<//><${Change} of=${data} path=${path} done=${group.again} />
      <${Action} label=${t('characters.delete')} danger method="DELETE" path=${path} cli=${`./tutti group delete ${quoted(id)}`} preview=${t('groups.delete_why')} done=${() => go('/groups', { replace: true })} /><//>
    <${Facts} rows=${[[t('groups.policy'), word('policy.', data.policy)], [t('groups.fallback'), word('policy.', data.fallback)], [t('groups.speakers'), number(data.max_speakers)], [t('groups.turns'), number(data.max_turns)], [t('groups.user_name'), visible(data.user_name)], [t('field.model'), visible(data.model)]]} />
    <details><summary>${t('cooperation.members')}</summary><${Members} members=${data.members} path=${path} done=${group.again} /></details>
    <${Shown} of=${messages}>${(all) => all.data.map((message) => html`<${Said} key=${message.id} of=${message} name=${visible(message.name)}>
      ${message.variant && html`<span class="chip">${t('groups.variant', { n: message.variant })}</span>`}${message.role === 'assistant' && html`<${Wordless} label=${t('talk.again')} run=${() => post(`messages/${encodeURIComponent(message.id)}/regenerate`, {})} />`}<//>`)}<//>
    ${turn && html`<${Planned} of=${turn} members=${data.members} />`}
    <${Speak} say=${(text) => post('messages', { content: text, ...(speaker ? { speaker } : {}) })}><label class="inline">${t('groups.answers')} <select value=${speaker} onChange=${(event) => setSpeaker(event.target.value)}><option value="">${word('policy.', data.policy)}</option>${data.members.map((member) => html`<option value=${member.id} selected=${member.id === speaker}>${visible(member.name ?? member.id)}</option>`)}</select></label><${Wordless} label=${t('groups.go_on')} run=${() => post('continue', {})} /><//>
    <${Commands} curl=${curlOf('POST', `${path}/messages`, { content: '...' })} cli=${`./tutti group chat ${quoted(id)} ...`} />`}<//>`;
}

const answer = (group, messages) => t('groups.is', { names: group.members.map((member) => visible(member.name ?? member.id)).join(', '), n: messages?.data.length ?? 0, policy: word('policy.', group.policy) });

function Change({ of, path, done }) {
  return html`<${Action} label=${t('rule.change')} done=${done} fields=${[{ name: 'name', label: t('field.name'), value: of.name ?? '' }, { name: 'policy', label: t('groups.policy'), value: of.policy, options: policies.map((each) => [each, word('policy.', each)]) },
      { name: 'turns', label: t('groups.turns'), kind: 'number', min: 1, value: String(of.max_turns) }, { name: 'user_name', label: t('groups.user_name'), value: of.user_name ?? '' }, { name: 'model', label: t('field.model'), value: of.model ?? '' }]}
    request=${({ name, policy, turns, user_name: called, model }) => ({ method: 'PATCH', path, body: { ...(name ? { name } : {}), policy, max_turns: Number(turns), ...(called ? { user_name: called } : {}), ...(model ? { model } : {}) } })} />`;
}

function Members({ members, path, done }) {
  const turned = (one) => members.map((member) => plain(member.id === one.id ? { ...member, muted: !member.muted } : member));
  return html`<${Table} caption=${t('cooperation.members')} rows=${members} columns=${[
    { label: t('field.name'), cell: (member) => html`<span class="face"><${Picture} of=${{ id: member.id, name: member.name ?? member.id, kind: 'card' }} /></span><${Link} to=${`/characters/${encodeURIComponent(member.id)}`}>${visible(member.name ?? member.id)}<//>` }, { label: t('groups.aliases'), cell: (member) => visible((member.aliases ?? []).join(', ')) },
    { label: t('groups.talkativeness'), number: true, cell: (member) => share(member.talkativeness) }, { label: t('field.state'), cell: (member) => member.muted ? t('groups.muted') : t('groups.speaks') }, { label: t('field.model'), cell: (member) => visible(member.model) },
    { label: t('field.actions'), cell: (member) => html`<${Action} label=${t(member.muted ? 'groups.unmute' : 'groups.mute')} name=${t(member.muted ? 'groups.unmute_of' : 'groups.mute_of', { name: visible(member.name ?? member.id) })} method="PATCH" path=${path} body=${{ characters: turned(member) }} done=${done} />` }]} />`;
}

/** Whose turn it was, and why; and who could not speak. */
function Planned({ of, members }) {
  const name = (id) => visible(members.find((member) => member.id === id)?.name ?? id);
  return html`<section class="notice" role="status"><p><b>${t('groups.planned')}</b> ${of.planned.map((each) => `${name(each.speaker)} (${word('turn.', each.reason)})`).join(', ')}</p>
    ${of.failures.map((failure) => html`<p class="bad-text">${visible(failure.name)}: ${word('error.', failure.error.code)} ${visible(failure.error.message)}</p>`)}</section>`;
}
