// A report's sections as the server has made them: sentences, figures, tables and charts.
import { html } from '../../vendor/preact.js';
import { Chart } from './chart.js';
import { Bar } from './shapes.js';
import { Table } from './table.js';
import { figure, named, number, share, t, time, visible, word } from './words.js';

export function Report({ of }) {
  return html`${of.sections.map((section) => html`<section><h2>${section.title}</h2>${section.elements.map((element) => html`<${Element} of=${element} zone=${of.zone} />`)}</section>`)}`;
}

function Element({ of, zone }) {
  switch (of.type) {
    case 'sentence': return html`<p>${visible(of.text)}</p>`;
    case 'figures': return html`<div class="tiles">${of.figures.map((each) => html`<div class="tile"><small>${each.label}</small><b>${figure(each.value, each.unit)}</b><${Change} of=${each} /></div>`)}</div>`;
    case 'table': return html`<h3>${of.title}</h3><${Table} caption=${of.title} rows=${of.rows} columns=${of.columns.map((column) => columnOf(column, of.rows, zone))} />`;
    case 'chart': return html`<${Lines} of=${of} />`;
    default: return null;
  }
}

/** How a figure differs from the period before, with what is to be known of it. */
export function Change({ of, only }) {
  return html`<small>${of.change !== undefined && of.change !== null && `${of.change > 0 ? '▲' : of.change < 0 ? '▼' : '='} ${share(Math.abs(of.change))} `}
    ${(of.flags ?? []).filter((flag) => !only || only.includes(flag)).map((flag) => html`<span class="chip">${word('flag.', flag)}</span>`)}</small>`;
}

const amount = (cell) => cell !== null && typeof cell === 'object' && !Array.isArray(cell) ? cell.value : cell;
const moment = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function shown(cell, unit, zone) {
  if (cell === null || cell === undefined) return '–';
  if (Array.isArray(cell)) return cell.map((each) => word('reason.', each)).join(', ');
  if (typeof cell === 'object') return html`${figure(cell.value, unit)} <${Change} of=${cell} only=${['few']} />`;
  if (typeof cell === 'number') return figure(cell, unit);
  return moment.test(cell) ? time(cell, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: zone }) : visible(cell);
}

const columnOf = (column, rows, zone) => {
  const numeric = Boolean(column.unit) || rows.some((row) => typeof amount(row[column.key]) === 'number');
  return { label: column.label, number: numeric, cell: (row) => shown(row[column.key], column.unit, zone), value: (row) => amount(row[column.key]) ?? (numeric ? -Infinity : '') };
};

/** A chart over times is drawn; one over anything else is a table of bars. */
function Lines({ of }) {
  if (of.positions.length && of.positions.every((position) => typeof position === 'string' && moment.test(position))) {
    return html`<${Chart} title=${of.title} unit=${of.unit} times=${of.positions.map((position) => Date.parse(position) / 1000)}
      lines=${of.series.map((line) => ({ label: named('measure.', line.name), values: line.values }))} />`;
  }
  const top = Math.max(0, ...of.series.flatMap((line) => line.values.map((value) => value ?? 0)));
  return html`<h3>${of.title}</h3><${Table} caption=${of.title} rows=${of.positions.map((position, row) => ({ position, row }))} columns=${[
    { label: t('field.group'), cell: ({ position }) => typeof position === 'number' ? number(position) : visible(position) },
    ...of.series.map((line) => ({ label: named('measure.', line.name), number: true, cell: ({ row }) => html`${figure(line.values[row], of.unit)} <${Bar} share=${(line.values[row] ?? 0) / (top || 1)} />` }))]} />`;
}
