// Who is this character, and what is a model told of it?
import { html } from '../../vendor/preact.js';
import { Action } from '../parts/action.js';
import { useData } from '../parts/api.js';
import { Commands, curlOf, quoted } from '../parts/commands.js';
import { Markdown } from '../parts/markdown.js';
import { go } from '../parts/place.js';
import { Picture } from '../parts/picture.js';
import { Preview } from '../parts/preview.js';
import { Value } from '../parts/shapes.js';
import { Head, Shown } from '../parts/states.js';
import { Facts, Table } from '../parts/table.js';
import { Talk } from '../parts/talk.js';
import { number, t, time, visible, word } from '../parts/words.js';

const texts = ['description', 'personality', 'scenario', 'first_mes', 'mes_example', 'system_prompt', 'post_history_instructions', 'creator_notes'];

export default function Character({ id, query }) {
  const path = `/v1/characters/${encodeURIComponent(id)}`;
  return html`<${Shown} of=${useData(path)}>${({ character, normalized, profile, warnings }) => html`
    <${Head} title=${visible(character.display_name ?? character.name)} answer=${t('characters.is', { kind: word('card.', character.kind), version: character.version.toUpperCase(), n: (normalized.lorebook ?? normalized.entries ?? []).length })}>
      ${['v3', 'png', 'charx'].map((format) => html`<a href=${`${path}/export?format=${format}`} download>${t('characters.export', { format: format === 'v3' ? 'JSON' : format.toUpperCase() })}</a>`)}
      <${Action} label=${t('characters.delete')} danger method="DELETE" path=${path} cli=${`./tutti character delete ${quoted(id)}`} preview=${t('characters.delete_why')} done=${() => go('/characters', { replace: true })} /><//>
    ${warnings.map((warning) => html`<section class="notice"><p>${visible(warning.message)} <code>${visible(warning.where)}</code></p></section>`)}
    <div class="character"><${Picture} of=${character} />
      <${Facts} rows=${[[t('field.name'), visible(normalized.name ?? character.name)], [t('characters.creator'), visible(normalized.creator)], [t('characters.tags'), visible((normalized.tags ?? []).join(', '))], [t('field.created_at'), time(character.created_at)], [t('field.bytes'), number(character.bytes)]]} /></div>
    ${texts.filter((name) => normalized[name]).map((name) => html`<h2>${word('card.', name)}</h2><${Markdown} text=${normalized[name]} />`)}
    ${profile && html`<h2>${t('characters.profile')}</h2><${Value} of=${profile} />`}
    <${Lorebook} entries=${normalized.lorebook ?? normalized.entries ?? []} />
    ${character.kind === 'card' && html`<${Talk} character=${id} name=${character.display_name ?? character.name} greetings=${1 + (normalized.alternate_greetings ?? []).length} query=${query} /><${Preview} id=${id} />`}
    <${Commands} curl=${curlOf('GET', path)} cli=${`./tutti character show ${quoted(id)}`} />`}<//>`;
}

function Lorebook({ entries }) {
  const list = Array.isArray(entries) ? entries : [];
  if (!list.length) return null;
  return html`<h2>${t('characters.lorebook')}</h2><${Table} caption=${t('characters.lorebook')} rows=${list} columns=${[
    { label: t('characters.keys'), cell: (entry) => visible((entry.keys ?? []).join(', ')) || t('characters.constant') }, { label: t('characters.content'), cell: (entry) => html`<span class="plain">${visible(entry.content)}</span>` },
    { label: t('field.state'), cell: (entry) => t(entry.enabled === false ? 'rule.off' : 'rule.on') }]} />`;
}
