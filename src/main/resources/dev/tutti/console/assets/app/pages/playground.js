// Which model answers this best?
import { html, useEffect, useState } from '../../vendor/preact.js';
import { Field, typed } from '../parts/action.js';
import { ask, send, useData } from '../parts/api.js';
import { answerText, bodiesPath, readBody } from '../parts/bodies.js';
import { Commands, curlOf, quoted } from '../parts/commands.js';
import { difference } from '../parts/difference.js';
import { Markdown } from '../parts/markdown.js';
import { change, Link } from '../parts/place.js';
import { Samples } from '../parts/samples.js';
import { Diff } from '../parts/shapes.js';
import { sends } from '../parts/shortcuts.js';
import { Failed, Head, Loading, Shown } from '../parts/states.js';
import { money, span, t, time, visible, word } from '../parts/words.js';

const path = '/v1/chat/completions';
const between = 100; // milliseconds between two looks at a stream: each reads the whole text again
const example = '{"temperature": 0, "tools": [], "response_format": {"type": "json_object"}}';

/** Reads a stream of server-sent events, and tells each text. */
async function stream(body, tell) {
  const begun = performance.now();
  const answer = await send('POST', path, body, undefined, undefined, { 'x-tutti-explain': '1' });
  const state = { id: answer.headers.get('x-tutti-request-id'), text: '', calls: [] };
  let told = 0;
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = '', part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split('\n');
    rest = lines.pop();
    for (const line of lines.filter((one) => one.startsWith('data: ') && one !== 'data: [DONE]')) {
      const event = JSON.parse(line.slice(6));
      if (event.error) state.error = event.error;
      if (event.usage) state.usage = event.usage;
      if (event.tutti?.request_id) state.cost = event.tutti.cost_usd ?? null;
      const delta = event.choices?.[0]?.delta ?? {};
      if ((delta.content || delta.tool_calls) && state.first === undefined) state.first = performance.now() - begun;
      state.text += delta.content ?? '';
      for (const call of delta.tool_calls ?? []) state.calls[call.index] = { name: call.function?.name ?? state.calls[call.index]?.name, arguments: (state.calls[call.index]?.arguments ?? '') + (call.function?.arguments ?? '') };
    }
    if (performance.now() - told < between) continue;
    told = performance.now();
    tell({ ...state, busy: true });
  }
  tell({ ...state, total: performance.now() - begun });
}

/** The request of a call that was kept, as it was sent then; what it was answered is shown beside what comes now. */
function useKept(call) {
  const [kept, setKept] = useState({});
  useEffect(() => {
    if (!call) return;
    setKept({ busy: true });
    ask('GET', bodiesPath(call)).then(({ data }) => setKept({ call, body: data.map(readBody).find((body) => body.whole) }), (error) => setKept({ error }));
  }, [call]);
  return kept;
}

/** A picture as a data URL; empty where none was chosen. */
const pictureOf = (file) => new Promise((done) => {
  if (!file) return done('');
  const reader = new FileReader();
  reader.onload = () => done(reader.result);
  return reader.readAsDataURL(file);
});

/** The request for who reads it: pictures are cut. */
const shownBody = (body) => JSON.parse(JSON.stringify(body, (name, value) => name === 'url' && typeof value === 'string' && value.startsWith('data:') ? `${value.slice(0, 40)}...` : value));

/** What is sent to each model: the members that were typed as JSON, with the message last. */
function made({ text, system, more, image }) {
  try {
    const { messages = [], model: _, stream: __, ...members } = typed(more) ?? {};
    return { body: (model) => ({ stream_options: { include_usage: true }, ...members, model, stream: true, messages: [...(system.trim() ? [{ role: 'system', content: system }] : []), ...messages, ...(text.trim() || image ? [{ role: 'user', content: image ? [{ type: 'text', text }, { type: 'image_url', image_url: { url: image } }] : text }] : [])] }), any: Boolean(text.trim() || image) || messages.length > 0 };
  } catch (error) {
    return { wrong: error.message, body: (model) => ({ model, messages: [] }) };
  }
}

/** The editor of a skill, with a test of what was asked and answered. */
const testPath = (model, say, expect) => `/skills/${encodeURIComponent(model.slice('skill:'.length).split('@')[0])}/edit?${new URLSearchParams({ say, expect: expect.slice(0, 1000) })}`;

export default function Playground({ query, session }) {
  const models = useData('/v1/models');
  const kept = useKept(query.call);
  const [values, setValues] = useState({ text: '', system: '', more: '', image: '' });
  const set = (some) => setValues((before) => ({ ...before, ...some }));
  const [answers, setAnswers] = useState({});
  useEffect(() => {
    if (!kept.body) return;
    set({ text: '', system: '', image: '', more: JSON.stringify(kept.body.asked, null, 1) });
    if (!query.models) change({ models: kept.body.model }, { replace: true });
  }, [kept.body]);
  const chosen = (query.models ?? 'sim').split(',').slice(0, 4);
  const { body, wrong, any } = made(values);
  const run = () => any && chosen.forEach((model, at) => {
    const tell = (answer) => setAnswers((before) => ({ ...before, [at]: answer }));
    tell({ text: '', busy: true });
    stream(body(model), tell).catch((error) => tell({ text: '', error }));
  });
  const fast = (event) => sends(event) && run();
  const choose = (at, model) => change({ models: chosen.map((one, place) => place === at ? model : one).join(',') }, { replace: true });
  const known = (list) => [...new Set([...list.data.map((one) => one.id), ...chosen])];
  return html`<${Head} title=${t('page.playground')} answer=${t('playground.answer')} />
    ${query.call && html`<${Kept} of=${kept} call=${query.call} />`}
    <div onKeyDown=${fast}><label>${t('playground.message')}<textarea value=${values.text} onInput=${(event) => set({ text: event.target.value })}></textarea></label>
      <details open=${Boolean(kept.body)}><summary>${t('playground.more')}</summary><${Field} of=${{ name: 'system', label: t('session.system'), kind: 'area', rows: 3 }} value=${values.system} set=${(system) => set({ system })} />
        <${Field} of=${{ name: 'more', label: t('playground.members'), kind: 'area', rows: 8, hint: example }} value=${values.more} set=${(more) => set({ more })} />${wrong && html`<p class="bad-text" role="alert">${t('form.wrong')} ${wrong}</p>`}
        <label>${t('playground.image')}<input type="file" accept="image/*" onChange=${(event) => pictureOf(event.target.files[0]).then((image) => set({ image }))} /></label></details></div>
    <p class="row"><button class="primary" disabled=${Boolean(wrong)} onClick=${run}>${t('playground.run')}</button>
      ${chosen.length < 4 && html`<button onClick=${() => change({ models: [...chosen, chosen[0]].join(',') }, { replace: true })}>${t('playground.add')}</button>`}
      ${chosen.length > 1 && html`<button onClick=${() => change({ models: chosen.slice(0, -1).join(',') }, { replace: true })}>${t('playground.remove')}</button>`}</p>
    <${Shown} of=${models}>${(list) => html`<div class="columns">${chosen.map((model, at) => html`<section class="panel">
      <label>${t('field.model')}<select value=${model} onChange=${(event) => choose(at, event.target.value)}>${known(list).map((one) => html`<option value=${one} selected=${one === model}>${one}</option>`)}</select></label>
      ${session.rights?.includes('operator') && model.startsWith('skill:') && done(answers[at]) && values.text.trim() && html`<p><${Link} to=${testPath(model, values.text, answers[at].text)}>${t('playground.save_test')}<//></p>`}
      ${answers[at] && html`<${Answer} of=${answers[at]} beside=${kept.body ? answerText(kept.body.answered) : at > 0 ? done(answers[0]) : undefined} />`}
      <${Commands} curl=${curlOf('POST', path, shownBody(body(model)))} cli=${`./tutti chat --model ${quoted(model)} ${quoted(values.text)}`} /><${Samples} body=${shownBody(body(model))} /></section>`)}</div>`}<//>`;
}

const done = (answer) => answer?.total === undefined ? undefined : answer.text;

/** Where what is sent comes from, and what was answered then. */
function Kept({ of, call }) {
  if (of.error) return html`<${Failed} error=${of.error} />`;
  if (of.busy) return html`<${Loading} />`;
  return html`<section class="notice"><p>${of.body ? t('playground.kept', { time: time(of.body.at) }) : t('playground.not_kept')} <${Link} to=${`/calls/${call}`}>${call}<//></p>
    ${of.body?.answered && html`<details><summary>${t('playground.then')}</summary><${Markdown} text=${answerText(of.body.answered)} /></details>`}</section>`;
}

function Answer({ of, beside }) {
  return html`<div aria-busy=${Boolean(of.busy)}><${Markdown} text=${of.text} />${(of.calls ?? []).map((each) => html`<p><code>${visible(`${each.name}(${each.arguments})`)}</code></p>`)}
    ${of.error && html`<p class="bad-text" role="alert">${word('error.', of.error.code)} ${of.error.message}</p>`}
    <p class="quiet">${of.first !== undefined && t('playground.first', { span: span(of.first) })} ${of.total !== undefined && t('playground.total', { span: span(of.total) })} ${of.usage && t('playground.tokens', { given: of.usage.prompt_tokens, made: of.usage.completion_tokens })} ${of.cost !== undefined && (of.cost === null ? t('playground.unpriced') : t('playground.cost', { cost: money(of.cost) }))}
      ${of.id && !of.busy && html`<${Link} to=${`/calls/${of.id}`}>${t('playground.why')}<//>`}</p>
    ${beside !== undefined && done(of) !== undefined && (beside === of.text ? html`<p class="quiet">${t('playground.same')}</p>` : html`<details><summary>${t('playground.differs')}</summary><${Diff} text=${difference(beside, of.text)} /></details>`)}</div>`;
}
