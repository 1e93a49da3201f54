// Which characters are there?
import { html } from '../../vendor/preact.js';
import { Action } from '../parts/action.js';
import { address, useAnswer, useData } from '../parts/api.js';
import { Commands, curlOf, quoted } from '../parts/commands.js';
import { Pager } from '../parts/filters.js';
import { Picture } from '../parts/picture.js';
import { go, Link } from '../parts/place.js';
import { Answered, Empty, Head, Shown } from '../parts/states.js';
import { number, t, time, visible, word } from '../parts/words.js';

export default function Characters({ query }) {
  const path = address('/v1/characters', { after: query.after, limit: 50 });
  const characters = useData(path);
  const cards = (characters.data?.data ?? []).filter((one) => one.kind === 'card').length;
  return html`<${Head} title=${t('page.characters')} answer=${characters.data && t('characters.answer', { n: cards, books: characters.data.data.length - cards })}><${Generate} /><${Link} to="/groups">${t('page.groups')}<//><//>
    <${Drop} done=${characters.again} />
    <${Shown} of=${characters}>${(data) => data.data.length ? html`<ul class="cards">${data.data.map((one) => html`<li class="panel"><${Card} of=${one} /></li>`)}</ul>
      <${Pager} query=${query} next=${data.has_more && data.data.at(-1).id} />` : html`<${Empty} why=${t('characters.none')} />`}<//>
    <${Commands} curl=${curlOf('GET', path)} cli="./tutti character list" />`;
}

function Card({ of }) {
  return html`<${Picture} of=${of} /><${Link} to=${`/characters/${encodeURIComponent(of.id)}`}>${visible(of.display_name ?? of.name)}<//>
    <p class="quiet">${[word('card.', of.kind), of.version.toUpperCase(), t('characters.bytes', { n: of.bytes }), time(of.created_at)].join(' · ')}</p>`;
}

/** A card or a lorebook is kept as the file that is dropped or chosen. */
function Drop({ done }) {
  const kept = useAnswer('/v1/characters/import', { type: 'application/octet-stream' });
  const take = ([file]) => file && kept.run(file).then(done);
  const dropped = (event) => { event.preventDefault(); take(event.dataTransfer.files); };
  return html`<div class="drop" onDragOver=${(event) => event.preventDefault()} onDrop=${dropped}><label>${t('characters.drop')}<input type="file" accept=".png,.json,.charx,.webp" onChange=${(event) => take(event.target.files)} /></label>
    <${Answered} of=${kept}>${({ character, warnings }) => html`<p role="status">${t('characters.kept', { name: visible(character.name) })} ${warnings.map((warning) => html`<span class="chip">${visible(warning.message)}</span>`)}</p>`}<//>
    <${Commands} curl=${`curl -s ${location.origin}/v1/characters/import -H "authorization: Bearer $TUTTI_KEY" --data-binary @card.png`} cli="./tutti character import card.png" /></div>`;
}

function Generate() {
  return html`<${Action} label=${t('characters.generate')} preview=${t('characters.generate_why')} done=${(task) => go(`/tasks/${encodeURIComponent(task.task_id)}`)}
    fields=${[{ name: 'name', label: t('field.name'), required: true }, { name: 'text', label: t('characters.text'), kind: 'area', rows: 8, required: true }, { name: 'model', label: t('field.model'), placeholder: 'sim' }]}
    request=${({ name, text, model }) => ({ path: '/v1/characters', body: { name, text, ...(model ? { model } : {}) }, cli: `./tutti character generate ${quoted(name || 'NAME')} --text ${quoted(text || '...')}${model ? ` --model ${quoted(model)}` : ''} --background` })} />`;
}
