// What stands where data is not: loading, a refusal, or nothing yet, with the next step.
import { html } from '../../vendor/preact.js';
import { t, word } from './words.js';
import { Commands } from './commands.js';

export function Loading() {
  return html`<p class="quiet" role="status"><span class="spinner" aria-hidden="true"></span>${t('state.loading')}</p>`;
}

export function Failed({ error, again }) {
  const code = error.code ?? 'unreachable';
  return html`<section class="notice bad" role="alert">
    <h2>${t('state.failed')}</h2>
    <p>${word('error.', code)}</p>
    ${error.message && html`<p class="quiet">${error.message}</p>`}
    <p class="quiet">${t('state.code', { code })}${error.request && ` · ${error.request}`}</p>
    ${again && html`<button onClick=${again}>${t('action.again')}</button>`}
  </section>`;
}

/** Says why there is nothing, and the one next step. */
export function Empty({ why, curl, cli }) {
  return html`<section class="notice"><p>${why}</p>${(curl || cli) && html`<${Commands} curl=${curl} cli=${cli} open=${true} />`}</section>`;
}

/** What a request has brought, in whichever state it is. */
export function Shown({ of, children }) {
  if (of.error) return html`<div><${Failed} error=${of.error} again=${of.again} /></div>`;
  if (of.data === undefined) return html`<div><${Loading} /></div>`;
  return html`<div>${children(of.data)}</div>`;
}

/** What a request has brought that somebody has sent; nothing before that. */
export function Answered({ of, children }) {
  return html`<div>${of.busy && html`<${Loading} />`}${of.error && html`<${Failed} error=${of.error} />`}${of.answer && children(of.answer)}</div>`;
}

const marks = { good: '●', warn: '▲', bad: '■', none: '○' };

/** A state by colour, sign and word alike. */
export function State({ kind = 'none', children }) {
  return html`<span class=${`state ${kind}`}><span aria-hidden="true">${marks[kind]}</span> ${children}</span>`;
}

export const outcomeKind = (outcome) => outcome === 'completed' ? 'good' : outcome === 'cancelled' ? 'warn' : outcome ? 'bad' : 'none';

export function Outcome({ of }) {
  return html`<${State} kind=${outcomeKind(of)}>${word('outcome.', of)}<//>`;
}

/** The head of a page: its title and the answer to its question, in words. */
export function Head({ title, answer, children }) {
  return html`<header class="head"><h1 tabindex="-1">${title}</h1>${children && html`<div class="tools">${children}</div>`}
    ${answer && html`<p class="answer">${answer}</p>`}</header>`;
}
