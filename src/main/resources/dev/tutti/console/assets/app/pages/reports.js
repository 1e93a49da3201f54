// What has happened in this span, compared with the one before?
import { html } from '../../vendor/preact.js';
import { address, useData } from '../parts/api.js';
import { Commands, curlOf, quoted } from '../parts/commands.js';
import { FilterLine, Span, Tabs, zone } from '../parts/filters.js';
import { Report } from '../parts/report.js';
import { Head, Shown, State } from '../parts/states.js';
import { Table } from '../parts/table.js';
import { spoken, t, time, visible, word } from '../parts/words.js';

const kinds = ['summary', 'performance', 'errors', 'cost', 'capacity', 'trends', 'tasks'];

export default function Reports({ query }) {
  const kind = kinds.includes(query.kind) ? query.kind : 'summary';
  const from = query.from ?? '-24h';
  const common = { from, zone: zone(), filter: query.filter, lang: spoken() };
  const path = address(`/admin/reports/${kind}`, common);
  const report = useData(path);
  return html`<${Head} title=${t('page.reports')} answer=${report.data && answer(report.data)} />
    <${Tabs} name="kind" value=${kind} label=${t('page.reports')} tabs=${kinds.map((each) => [each, word('report.', each)])} />
    <${FilterLine} value=${query.filter} label=${t('costs.filter')} placeholder="owner=red model=gpt-*"><${Span} value=${from} /><//>
    <p class="row">${['html', 'md', 'csv'].map((format) => html`<a href=${address(`/admin/reports/${kind}`, { ...common, format })} download=${`${kind}.${format === 'csv' ? 'zip' : format}`}>${t(`reports.${format}`)}</a>`)}</p>
    <${Shown} of=${report}>${(data) => html`<p class="quiet">${t('reports.span', { from: time(data.from), to: time(data.to), zone: data.zone })} ${data.previous && t('reports.compared', { from: time(data.previous.from), to: time(data.previous.to) })}</p><${Report} of=${data} />`}<//>
    <h2>${t('reports.schedules')}</h2><${Schedules} />
    <${Commands} curl=${curlOf('GET', path)} cli=${`./tutti report ${kind} --from ${from}${query.filter ? ` ${quoted(query.filter)}` : ''}`} />`;
}

/** The report's own first sentence. */
function answer(report) {
  const sentence = report.sections.flatMap((section) => section.elements).find((element) => element.type === 'sentence');
  return sentence ? visible(sentence.text) : visible(report.title);
}

function Schedules() {
  return html`<${Shown} of=${useData('/admin/reports/schedules')}>${({ data }) => html`<${Table} caption=${t('reports.schedules')} rows=${data} empty=${t('reports.no_schedules')} columns=${[
    { label: t('field.name'), cell: (row) => visible(row.name) }, { label: t('field.kind'), cell: (row) => word('report.', row.kind) }, { label: t('reports.to'), cell: (row) => visible(row.to) }, { label: t('reports.next'), cell: (row) => time(row.next) },
    { label: t('reports.last'), cell: (row) => row.last ? html`<${State} kind=${row.last.state === 'delivered' ? 'good' : row.last.state === 'failed' ? 'bad' : 'warn'}>${word('delivery.', row.last.state)}<//> <span class="quiet">${time(row.last.due)} ${visible(row.last.met)}</span>` : '–' }]} />`}<//>`;
}
