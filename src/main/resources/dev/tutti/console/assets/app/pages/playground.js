// Which model answers this best?
import { html, useState } from '../../vendor/preact.js';
import { send, useData } from '../parts/api.js';
import { Commands, curlOf, quoted } from '../parts/commands.js';
import { Markdown } from '../parts/markdown.js';
import { change, Link } from '../parts/place.js';
import { Head, Shown } from '../parts/states.js';
import { span, t, word } from '../parts/words.js';

const path = '/v1/chat/completions';

/** Reads a stream of server-sent events, and tells each text. */
async function stream(body, tell) {
  const begun = performance.now();
  const answer = await send('POST', path, body);
  const state = { id: answer.headers.get('x-tutti-request-id'), text: '' };
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = '', part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split('\n');
    rest = lines.pop();
    for (const line of lines.filter((one) => one.startsWith('data: ') && one !== 'data: [DONE]')) {
      const event = JSON.parse(line.slice(6));
      if (event.error) state.error = event.error;
      const text = event.choices?.[0]?.delta?.content ?? '';
      if (text && state.first === undefined) state.first = performance.now() - begun;
      state.text += text;
    }
    tell({ ...state, busy: true });
  }
  tell({ ...state, total: performance.now() - begun });
}

export default function Playground({ query }) {
  const models = useData('/v1/models');
  const chosen = (query.models ?? 'sim').split(',').slice(0, 4);
  const [text, setText] = useState('');
  const [answers, setAnswers] = useState({});
  const body = (model) => ({ model, stream: true, messages: [{ role: 'user', content: text }] });
  const run = () => text.trim() && chosen.forEach((model, at) => {
    const tell = (answer) => setAnswers((before) => ({ ...before, [at]: answer }));
    tell({ text: '', busy: true });
    stream(body(model), tell).catch((error) => tell({ text: '', error }));
  });
  const choose = (at, model) => change({ models: chosen.map((one, place) => place === at ? model : one).join(',') }, { replace: true });
  return html`<${Head} title=${t('page.playground')} answer=${t('playground.answer')} />
    <label>${t('playground.message')}<textarea value=${text} onInput=${(event) => setText(event.target.value)}
      onKeyDown=${(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && run()}></textarea></label>
    <p class="row"><button class="primary" onClick=${run}>${t('playground.run')}</button>
      ${chosen.length < 4 && html`<button onClick=${() => change({ models: [...chosen, chosen[0]].join(',') }, { replace: true })}>${t('playground.add')}</button>`}
      ${chosen.length > 1 && html`<button onClick=${() => change({ models: chosen.slice(0, -1).join(',') }, { replace: true })}>${t('playground.remove')}</button>`}</p>
    <${Shown} of=${models}>${(list) => html`<div class="columns">${chosen.map((model, at) => html`<section class="panel">
      <label>${t('field.model')}<select value=${model} onChange=${(event) => choose(at, event.target.value)}>${list.data.map((one) => html`<option selected=${one.id === model}>${one.id}</option>`)}</select></label>
      ${answers[at] && html`<${Answer} of=${answers[at]} />`}
      <${Commands} curl=${curlOf('POST', path, body(model))} cli=${`./tutti chat --model ${quoted(model)} ${quoted(text)}`} /></section>`)}</div>`}<//>`;
}

function Answer({ of }) {
  return html`<div aria-busy=${Boolean(of.busy)}><${Markdown} text=${of.text} />
    ${of.error && html`<p class="bad-text" role="alert">${word('error.', of.error.code)} ${of.error.message}</p>`}
    <p class="quiet">${of.first !== undefined && t('playground.first', { span: span(of.first) })} ${of.total !== undefined && t('playground.total', { span: span(of.total) })}
      ${of.id && !of.busy && html`<${Link} to=${`/calls/${of.id}`}>${t('playground.why')}<//>`}</p></div>`;
}
