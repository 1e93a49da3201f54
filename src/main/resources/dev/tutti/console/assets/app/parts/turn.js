// A message of a session: what was said, whether a model still sees it, and why it was answered with that context.
import { html, useState } from '../../vendor/preact.js';
import { Action } from './action.js';
import { address, useData } from './api.js';
import { quoted } from './commands.js';
import { Markdown } from './markdown.js';
import { go, Link } from './place.js';
import { verdict } from './say.js';
import { Shown, State } from './states.js';
import { number, t, time, visible, word } from './words.js';

/** Whether a message is in the view: kept, summarised, or left out for a reason. */
function standing(id, view) {
  if ((view.kept_ids ?? []).includes(id)) return ['good', t('session.kept')];
  if ((view.summarised_ids ?? []).includes(id)) return ['warn', t('session.summarised')];
  const out = (view.omitted ?? []).find((one) => one.id === id);
  return out ? ['none', t('session.omitted', { reason: word('omitted.', out.reason) })] : ['none', t('session.not_in_view')];
}

export function Turn({ of, before, view, id, path, session, done }) {
  const [kind, text] = standing(of.id, view);
  const pin = of.pinned ? 'unpin' : 'pin';
  return html`<article class=${`turn ${of.role} ${kind === 'good' ? '' : 'out'}`}><p class="row"><b>${word('role.', of.role)}</b><span class="quiet">${[visible(of.model), time(of.created_at)].filter(Boolean).join(' · ')}</span>
      <${State} kind=${kind}>${text}<//><${Action} label=${t(`session.${pin}`)} path=${`${path}/messages/${encodeURIComponent(of.id)}/${pin}`} body=${{}} cli=${`./tutti session ${pin} ${quoted(id)} ${quoted(of.id)}`} preview=${t(`session.${pin}_why`)} done=${done} /></p>
    <${Markdown} text=${of.content} />
    ${of.role === 'user' && session.role !== 'user' && html`<${Why} message=${of} before=${before} id=${id} path=${path} done=${done} />`}</article>`;
}

/** The recorded steps that chose the context of a turn, asked for when they are opened. */
function Why({ message, before, id, path, done }) {
  const [open, setOpen] = useState(false);
  return html`<details onToggle=${(event) => setOpen(event.target.open)}><summary>${t('session.why')}</summary>${open && html`<${Recorded} message=${message} before=${before} id=${id} path=${path} done=${done} />`}</details>`;
}

function Recorded({ message, before, id, path, done }) {
  const calls = useData(address('/admin/calls', { filter: `session="${id.replaceAll('"', '')}" turn=${message.id}`, limit: 1 }));
  return html`<${Shown} of=${calls}>${({ data }) => data.length ? html`<${Steps} call=${data[0].call} />` : html`<p class="quiet">${t('session.no_call')}</p>`}<//>
    ${before.length > 0 && html`<${Correction} message=${message} before=${before} id=${id} path=${path} done=${done} />`}`;
}

function Steps({ call }) {
  return html`<${Shown} of=${useData(`/admin/calls/${encodeURIComponent(call)}`)}>${(data) => {
    const find = (name) => (data.decision ?? []).find((step) => step.step === name);
    const [followUp, view, memory] = [find('follow_up'), find('view'), find('memory')];
    return html`<p>${followUp && verdict(followUp)} ${view && t('session.turn_view', { tokens: number(view.tokens), full: number(view.tokens_full), saved: number(view.tokens_full - view.tokens) })}
      ${memory && t('session.turn_memory', { n: number(memory.lines) })} <${Link} to=${`/calls/${call}`}>${t('playground.why')}<//></p>`;
  }}<//>`;
}

/** A verdict is put right: for all later views of the session and as a line to train on, and by asking again in a fork. */
function Correction({ message, before, id, path, done }) {
  const last = before.at(-1).id;
  const judge = (way) => html`<${Action} label=${t(`session.judge_${way}`)} preview=${t('session.judge_why')} method="PUT" path=${`${path}/messages/${encodeURIComponent(message.id)}/follow-up`} body=${{ follow_up: way }} done=${done} />`;
  const again = (way) => html`<${Action} label=${t(`session.again_${way}`)} preview=${t('session.again_why')} path=${`${path}/fork`} body=${{ at: last }} cli=${`./tutti session fork ${quoted(id)} ${quoted(last)}`}
    done=${(fork) => go(`/sessions/${encodeURIComponent(fork.id)}?${new URLSearchParams({ say: message.content, follow_up: way })}`)} />`;
  return html`<p class="row"><span class="quiet">${message.follow_up ? t('session.judged', { verdict: t(`session.judge_${message.follow_up}`) }) : t('session.wrong')}</span>${['yes', 'no'].filter((way) => way !== message.follow_up).map(judge)}${message.follow_up && judge('auto')}</p>
    <p class="row">${again('yes')}${again('no')}</p>`;
}
