// Why is this alert as it is?
import { html } from '../../vendor/preact.js';
import { useData } from '../parts/api.js';
import { Commands, curlOf } from '../parts/commands.js';
import { Link } from '../parts/place.js';
import { alertKinds, labelled, said, Silence } from '../parts/rules.js';
import { Head, Shown, State } from '../parts/states.js';
import { Facts, Table } from '../parts/table.js';
import { figure, number, t, time, visible, word } from '../parts/words.js';

export default function Alert({ id, session }) {
  const path = `/admin/alerts/${encodeURIComponent(id)}`;
  const alert = useData(path, ['alert.changed']);
  const operator = session.rights?.includes('operator');
  return html`<${Shown} of=${alert}>${(data) => html`<${Head} title=${visible(data.rule)} answer=${html`<${State} kind=${alertKinds[data.state]}>${word('alert.', data.state)}<//> ${answer(data)}`}>
      ${operator && html`<${Silence} match=${{ rule: data.rule, ...data.labels }} done=${alert.again} />`}<//>
    <${Facts} rows=${facts(data)} />
    <h2>${t('alert.changes')}</h2><${Table} caption=${t('alert.changes')} rows=${data.changes} empty=${t('alert.no_changes')} columns=${[
      { label: t('field.started'), cell: (change) => time(change.at), value: (change) => change.at }, { label: t('skill.older'), cell: (change) => word('alert.', change.from) }, { label: t('skill.newer'), cell: (change) => word('alert.', change.to) },
      { label: t('field.value'), number: true, cell: (change) => figure(change.value, data.rule_in_force.unit) }]} />
    <h2>${t('alerts.tab_messages')}</h2><${Table} caption=${t('alerts.tab_messages')} rows=${data.messages} empty=${t('alerts.no_messages')} columns=${[
      { label: t('field.started'), cell: (message) => time(message.timestamp) }, { label: t('field.event'), cell: (message) => word('happened.', message.type) },
      { label: t('alerts.told'), cell: (message) => message.deliveries.map((delivery) => html`<div>${word('delivery.', delivery.state)} <span class="quiet">${visible(delivery.webhook)} ${visible(delivery.last)}</span></div>`) }]} />
    <${Commands} curl=${curlOf('GET', path)} cli=${`./tutti alerts show ${id}`} />`}<//>`;
}

function answer(alert) {
  const form = (value) => figure(value, alert.rule_in_force.unit);
  const bounds = alert.low !== undefined && alert.high !== undefined ? t('alert.bounds', { low: form(alert.low), high: form(alert.high) }) : '';
  return t('alert.answer', { measure: word('measure.', alert.measure), value: form(alert.value), bounds, n: alert.samples ?? 0 });
}

/** Calls that the alert is about, where its labels are fields of calls. */
function calls(alert) {
  const fields = ['model', 'owner', 'key', 'user', 'skill', 'operation'];
  const filter = [alert.rule_in_force.filter, ...Object.entries(alert.labels).filter(([name]) => fields.includes(name)).map(([name, value]) => `${name}="${value.replaceAll('"', '')}"`), 'started>-1h'].filter(Boolean).join(' ');
  return html`<${Link} to=${`/calls?filter=${encodeURIComponent(filter)}`}>${t('alert.calls')}<//>`;
}

const facts = (alert) => [[t('field.rule'), html`<${Link} to=${`/alert-rules/${encodeURIComponent(alert.rule)}`}>${said(alert.rule_in_force)}<//>`], [t('field.group'), labelled(alert.labels)], [t('rule.severity'), word('severity.', alert.severity)],
  [t('field.since'), time(alert.since)], [t('field.begun'), alert.began && time(alert.began)], [t('rule.clear_at'), alert.rule_in_force.clear_at !== undefined && figure(alert.rule_in_force.clear_at, alert.rule_in_force.unit)],
  [t('field.samples'), alert.samples !== undefined && t('alert.samples', { n: number(alert.samples), least: number(alert.rule_in_force.min_samples) })], [t('alert.silenced_by'), visible(alert.silenced_by)], [t('page.calls'), calls(alert)]];
