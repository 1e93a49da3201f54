// What has happened: changes, releases, breakers, health and alerts on one time line.
import { html } from '../../vendor/preact.js';
import { Link } from './place.js';
import { State } from './states.js';
import { Table } from './table.js';
import { t, time, visible, word } from './words.js';

const kinds = { 'breaker.opened': 'bad', 'deployment.unhealthy': 'bad', 'store.unavailable': 'bad', 'alert.firing': 'bad', 'budget.nearly_spent': 'warn', 'routing.drift': 'warn' };

/** Rows of the audit that change nothing: logins, looks, saved views. */
const looks = /^console\.|\.read$/;

/** What a message to operators is about. */
export const subject = ({ data }) => visible(data.deployment ?? data.rule ?? data.account ?? data.skill ?? data.model ?? data.store);

/** Why it was sent; a message about alerts of a rule has the reason of each. */
const reason = ({ data }) => (data.alerts ?? [data]).map((each) => visible(each.reason)).filter(Boolean).slice(0, 3).join('; ');

/** Events of a span (epoch milliseconds), the newest first; releases are told by the audit alone, which knows all of them. */
export function happened(audit, messages, from, to) {
  const changes = audit.filter((row) => !looks.test(row.action))
    .map((row) => ({ at: row.at, kind: 'none', text: html`<code>${visible(row.action)}</code>`, what: visible(row.target), why: visible(row.who), to: '/settings?tab=audit' }));
  const told = messages.filter((message) => !message.type.startsWith('skill.'))
    .map((message) => ({ at: message.timestamp, kind: kinds[message.type] ?? 'good', text: word('happened.', message.type), what: subject(message), why: reason(message), to: '/alerts?tab=messages' }));
  return [...changes, ...told].filter((event) => Date.parse(event.at) >= from && Date.parse(event.at) <= to).sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

/** Events as marks on the time of a chart. */
export const marks = (events) => events.map((event) => ({ at: Date.parse(event.at) / 1000, bad: event.kind === 'bad' }));

const shown = 20;

export function Happened({ events }) {
  return html`<${Table} caption=${t('overview.happened')} rows=${events.slice(0, shown)} columns=${[
    { label: t('field.started'), cell: (event) => html`<${Link} to=${event.to}>${time(event.at)}<//>`, value: (event) => event.at },
    { label: t('field.event'), cell: (event) => html`<${State} kind=${event.kind}>${event.text}<//>` },
    { label: t('settings.target'), cell: (event) => event.what, value: (event) => event.what }, { label: t('overview.why'), cell: (event) => event.why }]} />
    ${events.length > shown && html`<p class="quiet">${t('overview.more', { n: events.length - shown })}</p>`}`;
}
