// What needs me?
import { html, useState } from '../../vendor/preact.js';
import { Action } from '../parts/action.js';
import { useData } from '../parts/api.js';
import { Commands, curlOf } from '../parts/commands.js';
import { Tabs } from '../parts/filters.js';
import { subject } from '../parts/happened.js';
import { Link } from '../parts/place.js';
import { alertKinds, Keep, labelled, Rehearse, said, Silence } from '../parts/rules.js';
import { Rehearsal } from '../parts/rehearsal.js';
import { Empty, Head, Shown, State } from '../parts/states.js';
import { Table } from '../parts/table.js';
import { figure, number, t, time, visible, word } from '../parts/words.js';

const needs = ['firing', 'pending', 'recovering'];
const order = ['firing', 'pending', 'recovering', 'silenced', 'no_data', 'ok'];

export default function Alerts({ query, session }) {
  const alerts = useData('/admin/alerts', ['alert.changed']);
  const rules = useData('/admin/alerts/rules', ['config.changed']);
  const silences = useData('/admin/alerts/silences', ['alert.changed']);
  const tab = query.tab ?? '';
  const done = () => { alerts.again(); rules.again(); silences.again(); };
  const may = (role) => session.rights?.includes(role);
  return html`<${Head} title=${t('page.alerts')} answer=${alerts.data && answer(alerts.data.alerts)}>${may('operator') && html`<${Silence} match=${{ rule: '*' }} done=${done} />`}
      ${may('admin') && html`<${Keep} label=${t('rule.add')} done=${done} />`}<//>
    <${Tabs} name="tab" value=${tab} label=${t('page.alerts')} tabs=${['', 'rules', 'silences', 'messages'].map((each) => [each, t(`alerts.tab_${each || 'states'}`)])} />
    ${tab === '' && html`<${Shown} of=${alerts}>${(data) => html`<${Shown} of=${rules}>${(all) => html`<${States} alerts=${data.alerts} rules=${all.data} operator=${may('operator')} done=${done} />`}<//>`}<//>`}
    ${tab === 'rules' && html`<${Shown} of=${rules}>${(all) => html`<${Rules} rules=${all.data} operator=${may('operator')} />`}<//>`}
    ${tab === 'silences' && html`<${Shown} of=${silences}>${(all) => html`<${Silences} silences=${all.data} operator=${may('operator')} done=${done} />`}<//>`}
    ${tab === 'messages' && html`<${Shown} of=${alerts}>${(data) => html`<${Messages} of=${data} />`}<//>`}
    <${Commands} curl=${curlOf('GET', '/admin/alerts')} cli="./tutti alerts" />`;
}

function answer(alerts) {
  const many = (state) => alerts.filter((alert) => alert.state === state).length;
  return many('firing') ? t('alerts.answer', { firing: many('firing'), pending: many('pending'), silenced: many('silenced') }) : t('alerts.well', { pending: many('pending'), silenced: many('silenced'), n: alerts.length });
}

function States({ alerts, rules, operator, done }) {
  const named = new Map(rules.map((rule) => [rule.name, rule.in_force]));
  const sorted = alerts.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return html`<${Table} caption=${t('alerts.tab_states')} rows=${sorted} empty=${t('alerts.none')} columns=${[
    { label: t('field.rule'), cell: (alert) => html`<${Link} to=${`/alerts/${encodeURIComponent(alert.id)}`}>${visible(alert.rule)}<//> <span class="quiet">${labelled(alert.labels)}</span>`, value: (alert) => alert.rule },
    { label: t('field.state'), cell: (alert) => html`<${State} kind=${alertKinds[alert.state]}>${word('alert.', alert.state)}<//> ${alert.flapping && html`<span class="chip">${t('alert.flapping')}</span>`}`, value: (alert) => order.indexOf(alert.state) },
    { label: t('field.since'), cell: (alert) => time(alert.since), value: (alert) => alert.since },
    { label: t('field.value'), number: true, cell: (alert) => figure(alert.value, named.get(alert.rule)?.unit), value: (alert) => alert.value ?? -1 },
    { label: t('field.samples'), number: true, cell: (alert) => number(alert.samples), value: (alert) => alert.samples ?? -1 },
    { label: t('rule.severity'), cell: (alert) => word('severity.', alert.severity), value: (alert) => alert.severity },
    { label: t('field.actions'), cell: (alert) => operator && needs.includes(alert.state) && html`<${Silence} match=${{ rule: alert.rule, ...alert.labels }} done=${done} />` }]} />`;
}

function Rules({ rules, operator }) {
  const [found, setFound] = useState(null);
  return html`${operator && html`<p><${Rehearse} done=${setFound} /></p>`}${found && html`<${Rehearsal} of=${found} />`}
    <${Table} caption=${t('alerts.tab_rules')} rows=${rules} columns=${[
      { label: t('field.rule'), cell: (rule) => html`<${Link} to=${`/alert-rules/${encodeURIComponent(rule.name)}`}>${visible(rule.name)}<//>`, value: (rule) => rule.name },
      { label: t('rule.says'), cell: (rule) => said(rule.in_force) }, { label: t('rule.severity'), cell: (rule) => word('severity.', rule.in_force.severity) },
      { label: t('field.state'), cell: (rule) => rule.error ? html`<${State} kind="bad">${visible(rule.error)}<//>` : html`<${State} kind=${rule.in_force.enabled ? 'good' : 'none'}>${t(rule.in_force.enabled ? 'rule.on' : 'rule.off')}<//>` },
      { label: t('field.origin'), cell: (rule) => visible(rule.origin) }]} />`;
}

function Silences({ silences, operator, done }) {
  return html`<${Table} caption=${t('alerts.tab_silences')} rows=${silences} empty=${t('silence.none')} columns=${[
    { label: t('silence.match'), cell: (silence) => visible(Object.entries(silence.match).map(([name, value]) => `${name}=${value}`).join(' ')) },
    { label: t('field.state'), cell: (silence) => html`<${State} kind=${silence.active ? 'warn' : 'none'}>${t(silence.active ? 'silence.active' : 'silence.over')}<//>` },
    { label: t('silence.begins'), cell: (silence) => time(silence.from) }, { label: t('silence.ends'), cell: (silence) => time(silence.to) },
    { label: t('silence.reason'), cell: (silence) => visible(silence.reason) }, { label: t('field.who'), cell: (silence) => visible(silence.who) },
    { label: t('field.actions'), cell: (silence) => operator && silence.active && html`<${Action} label=${t('silence.end')} method="DELETE" path=${`/admin/alerts/silences/${encodeURIComponent(silence.id)}`}
      cli=${`./tutti alerts unsilence ${silence.id}`} done=${done} />` }]} />`;
}

function Messages({ of }) {
  const told = (message) => message.deliveries.map((delivery) => html`<div><${State} kind=${delivery.state === 'delivered' ? 'good' : delivery.state === 'pending' ? 'warn' : 'bad'}>${word('delivery.', delivery.state)}<//> <span class="quiet">${visible(delivery.webhook)} ${visible(delivery.last)}</span></div>`);
  return html`${of.dropped > 0 && html`<p class="bad-text">${t('alerts.dropped', { n: of.dropped })}</p>`}${!of.data.length ? html`<${Empty} why=${t('alerts.no_messages')} />` : html`<${Table} caption=${t('alerts.tab_messages')} rows=${of.data} columns=${[
    { label: t('field.started'), cell: (message) => time(message.timestamp), value: (message) => message.timestamp }, { label: t('field.event'), cell: (message) => word('happened.', message.type), value: (message) => message.type },
    { label: t('settings.target'), cell: (message) => subject(message) }, { label: t('alerts.told'), cell: (message) => message.deliveries.length ? told(message) : t('alerts.no_webhook') }]} />`}`;
}
