// What a model would be told of a character in answer to a message; nobody is called.
import { html, useState } from '../../vendor/preact.js';
import { useAnswer } from './api.js';
import { Commands, curlOf } from './commands.js';
import { Answered } from './states.js';
import { t, visible, word } from './words.js';

export function Preview({ id }) {
  const [text, setText] = useState('');
  const shown = useAnswer('/v1/characters/preview');
  const body = { character: id, messages: text ? [{ role: 'user', content: text }] : [] };
  const run = (event) => {
    event.preventDefault();
    shown.run(body);
  };
  return html`<h2>${t('characters.preview')}</h2><form onSubmit=${run}><label>${t('playground.message')}<textarea value=${text} onInput=${(event) => setText(event.target.value)}></textarea></label>
      <p class="row"><button class="primary" disabled=${shown.busy}>${t('characters.show')}</button></p></form>
    <${Answered} of=${shown}>${({ messages, lorebook }) => html`<div role="status">${messages.map((message) => html`<article class=${`turn ${message.role}`}><b>${word('role.', message.role)}</b><p class="plain">${visible(message.content)}</p></article>`)}
      <p class="quiet">${t('characters.active', { n: lorebook.active.length, dropped: lorebook.dropped.length })} ${lorebook.active.map((entry) => html`<span class="chip">${visible(entry.key)}</span>`)}</p></div>`}<//>
    <${Commands} curl=${curlOf('POST', '/v1/characters/preview', body)} />`;
}
