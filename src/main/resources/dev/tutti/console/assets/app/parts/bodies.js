// What a call's models were asked and answered, where it was kept: shown on demand, because each look is audited.
import { html } from '../../vendor/preact.js';
import { useAnswer } from './api.js';
import { Commands, curlOf } from './commands.js';
import { Markdown } from './markdown.js';
import { Link } from './place.js';
import { Value } from './shapes.js';
import { Answered, Empty } from './states.js';
import { t, time, visible, word } from './words.js';

export const bodiesPath = (call) => `/admin/calls/${encodeURIComponent(call)}/bodies`;

/** JSON where it is whole; a body that was cut is none. */
export function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A body with its request and answer as they can be read, and whether it can be sent again. */
export const readBody = (body) => ({ ...body, asked: parsed(body.request), answered: parsed(body.answer), whole: !body.cut && Array.isArray(parsed(body.request)?.messages) });

/** The text of what was answered. */
export const answerText = (answered) => (answered?.choices ?? []).map((choice) => choice.text || choice.refusal || '').join('\n');

export function Bodies({ call }) {
  const path = bodiesPath(call);
  const kept = useAnswer(path, { method: 'GET' });
  return html`<div><h2>${t('bodies.title')}</h2>
    ${!kept.answer && html`<p class="row"><button onClick=${() => kept.run()} disabled=${kept.busy}>${t('bodies.show')}</button><span class="quiet">${t('bodies.audited')}</span></p>`}
    <${Answered} of=${kept}>${({ data }) => html`<${Kept} bodies=${data.map(readBody)} call=${call} />`}<//>
    <${Commands} curl=${curlOf('GET', path)} /></div>`;
}

function Kept({ bodies, call }) {
  if (!bodies.length) return html`<${Empty} why=${t('bodies.none')} />`;
  return html`${bodies.some((body) => body.whole) && html`<p class="row"><${Link} class="way" to=${`/playground?call=${encodeURIComponent(call)}`}>${t('bodies.again')}<//></p>`}${bodies.map((body) => html`<${Body} of=${body} />`)}`;
}

function Body({ of }) {
  return html`<section class="panel"><p class="row"><b class="value">${visible(of.model)}</b><span class="quiet">${time(of.at)}</span>${of.cut && html`<span class="chip">${t('bodies.cut')}</span>`}</p>
    ${of.whole ? of.asked.messages.map((message) => html`<${Said} of=${message} />`) : html`<${Value} of=${of.request} />`}
    ${of.answered ? html`<article class="turn assistant"><b>${t('bodies.answered')}</b><${Markdown} text=${answerText(of.answered)} />${calls(of.answered).map((each) => html`<p><code>${visible(`${each.name}(${each.arguments})`)}</code></p>`)}</article>` : of.answer && html`<${Value} of=${of.answer} />`}</section>`;
}

const calls = (answered) => (answered.choices ?? []).flatMap((choice) => choice.tool_calls ?? []);

function Said({ of }) {
  return html`<article class=${`turn ${of.role}`}><b>${word('role.', of.role)}</b>${typeof of.content === 'string' ? html`<p class="plain">${visible(of.content)}</p>` : html`<${Value} of=${of.content ?? of.tool_calls ?? ''} />`}</article>`;
}
