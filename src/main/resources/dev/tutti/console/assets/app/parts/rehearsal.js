// How often a rule would have fired in the past, as bars on a line of time and as a table.
import { html } from '../../vendor/preact.js';
import { labelled, said } from './rules.js';
import { Empty } from './states.js';
import { Table } from './table.js';
import { figure, span, t, time } from './words.js';

export function Rehearsal({ of }) {
  const [from, to] = [Date.parse(of.from), Date.parse(of.to)];
  const at = (moment) => ((Date.parse(moment) - from) / Math.max(1, to - from)) * 100;
  return html`<section class="panel" role="status"><h2>${t('rule.rehearsed', { n: of.fired, groups: of.groups })}</h2><p class="quiet">${said(of.rule)} · ${time(of.from)} – ${time(of.to)}</p>
    <svg class="reach" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true"><rect class="whole" width="100" height="14" />
      ${of.data.map((alert) => html`<rect class="limit" x=${Math.max(0, at(alert.began))} width=${Math.max(0.4, (alert.ended ? at(alert.ended) : 100) - at(alert.began))} height="14" />`)}</svg>
    ${!of.data.length ? html`<${Empty} why=${t('rule.never')} />` : html`<${Table} caption=${t('rule.rehearse')} rows=${of.data} columns=${[
      { label: t('field.begun'), cell: (alert) => time(alert.began), value: (alert) => alert.began }, { label: t('field.ended'), cell: (alert) => alert.ended ? time(alert.ended) : t('rule.still') },
      { label: t('field.total'), number: true, cell: (alert) => alert.ended ? span(Date.parse(alert.ended) - Date.parse(alert.began)) : '–' },
      { label: t('field.value'), number: true, cell: (alert) => figure(alert.value, of.rule.unit) }, { label: t('field.group'), cell: (alert) => labelled(alert.labels) }]} />`}</section>`;
}
