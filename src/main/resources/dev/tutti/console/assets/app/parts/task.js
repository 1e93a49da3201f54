// How a task stands: its state by colour, sign and word, and how far it is.
import { html } from '../../vendor/preact.js';
import { State } from './states.js';
import { number, t, visible, word } from './words.js';

const kinds = { succeeded: 'good', completed: 'good', running: 'good', in_progress: 'good', retrying: 'warn', cancelled: 'warn', cancelling: 'warn', failed: 'bad', expired: 'bad', timed_out: 'bad', dead: 'bad' };

/** What is told of tasks as it happens, to those whose role hears of events; others look again now and then. */
export const topics = ['task.changed'];
export const every = (session) => session.role === 'user' ? 4000 : 30_000;

export const over = (state) => ['succeeded', 'failed', 'timed_out', 'cancelled', 'dead'].includes(state);

export function TaskState({ of }) {
  return html`<${State} kind=${kinds[of] ?? 'none'}>${word('task.', of)}<//>`;
}

/** How far it is; the whole may be unknown. */
export function Progress({ of }) {
  if (!of || (!of.done && !of.total && !of.text)) return null;
  const whole = of.total ? t('tasks.of', { done: of.done, total: of.total }) : number(of.done);
  return html`<span>${of.total > 0 && html`<progress value=${of.done} max=${of.total} aria-label=${t('field.progress')}></progress> `}${whole} <span class="quiet">${visible(of.text)}</span></span>`;
}

/** Why it has not begun although its time has come. */
export const waits = (task) => task.waits_for && html`<span class="quiet">${t('tasks.waits', { reason: word('waits.', task.waits_for.reason) })} ${visible(task.waits_for.text)}</span>`;
