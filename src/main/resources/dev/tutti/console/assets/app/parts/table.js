// Tables: headers of scope, cards on a phone, from 200 rows only those that are seen, and all of what is shown as CSV.
import { html, useEffect, useRef, useState } from '../../vendor/preact.js';
import { t } from './words.js';
import { Empty } from './states.js';

const height = 36;
const seen = 40;
const many = 200;

const names = ['id', 'call', 'task_id', 'deployment', 'account', 'name', 'revision', 'version', 'model'];

/** What rows stay known by while others come in above them: a dialog that was opened in one goes on being about it. No two are known by the same. */
function keysOf(rows) {
  const known = new Map();
  return rows.map((row) => {
    const key = names.map((name) => row[name]).find((value) => typeof value === 'string' || typeof value === 'number');
    const before = known.get(key) ?? 0;
    known.set(key, before + 1);
    return before && key !== undefined ? `${key} ${before}` : key;
  });
}

/** Columns are `{label, cell(row), number, value(row)}`; one with `value` can be sorted by. */
export function Table({ caption, columns, rows, empty }) {
  const [sort, setSort] = useState(null);
  const [top, setTop] = useState(0);
  const box = useRef();
  // What scrolls sideways must be reached by the keyboard, too.
  useEffect(() => {
    if (!box.current || rows.length > many) return;
    if (box.current.scrollWidth > box.current.clientWidth) box.current.tabIndex = 0;
    else box.current.removeAttribute('tabindex');
  });
  if (!rows.length) return html`<${Empty} ...${typeof empty === 'object' ? empty : { why: empty ?? t('state.empty') }} />`;
  const ordered = sort === null ? rows : sorted(rows, columns[sort.column], sort.down);
  const virtual = ordered.length > many && matchMedia('(min-width: 640px)').matches;
  const first = virtual ? Math.max(0, Math.floor(top / height) - 10) : 0;
  const last = virtual ? Math.min(ordered.length, first + seen) : ordered.length;
  const keys = keysOf(ordered.slice(first, last));
  const click = (column) => setSort((before) => ({ column, down: before?.column === column ? !before.down : true }));
  const save = () => import('./csv.js').then((csv) => csv.save(caption, columns, ordered));
  return html`<div class="listing"><div class=${virtual ? 'table virtual' : 'table'} ref=${box} tabindex=${virtual ? 0 : undefined}
      onScroll=${virtual ? () => setTop(box.current.scrollTop) : undefined}>
    <table aria-rowcount=${ordered.length + 1}><caption class="unseen">${caption}</caption>
      <thead><tr>${columns.map((column, at) => html`<th scope="col" class=${column.number ? 'number' : ''}
        aria-sort=${sort?.column === at ? (sort.down ? 'descending' : 'ascending') : undefined}>
        ${column.value ? html`<button class="sort" onClick=${() => click(at)}>${column.label}<span aria-hidden="true">${mark(sort, at)}</span></button>` : column.label}</th>`)}</tr></thead>
      <tbody>${first > 0 && html`<tr aria-hidden="true"><td colspan=${columns.length} height=${first * height}></td></tr>`}
        ${ordered.slice(first, last).map((row, at) => html`<tr key=${keys[at]} aria-rowindex=${first + at + 2}>${columns.map((column) =>
          cellOf(column, row))}</tr>`)}
        ${last < ordered.length && html`<tr aria-hidden="true"><td colspan=${columns.length} height=${(ordered.length - last) * height}></td></tr>`}</tbody>
    </table></div><button class="small csv" onClick=${save} aria-label=${t('table.csv_of', { name: caption })}>${t('table.csv')}</button></div>`;
}

/** A cell; one without contents takes no line of a card. */
function cellOf(column, row) {
  const shown = column.cell(row);
  const blank = shown === undefined || shown === null || shown === false || shown === '';
  return html`<td class=${[column.number && 'number', blank && 'blank'].filter(Boolean).join(' ')} data-label=${column.label}><div>${shown}</div></td>`;
}

const mark = (sort, at) => sort?.column !== at ? '' : sort.down ? ' ↓' : ' ↑';

function sorted(rows, column, down) {
  const turn = down ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [column.value(a), column.value(b)];
    return turn * (typeof left === 'number' && typeof right === 'number' ? left - right : String(left ?? '').localeCompare(String(right ?? '')));
  });
}

/** Names and values beside each other. */
export function Facts({ rows }) {
  return html`<dl class="facts">${rows.filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
