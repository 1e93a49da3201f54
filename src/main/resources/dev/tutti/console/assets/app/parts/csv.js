// A table as a file of CSV: its columns and rows as they are shown, in their order, all of them also where only some are drawn.
import { html, render } from '../../vendor/preact.js';

/** What is no text of a cell: what one presses or fills, what is folded away, and signs that stand beside their words. */
const apart = 'button, details, form, dialog, input, select, textarea, svg, [aria-hidden=true]';

/** What begins another word, though no blank stands before it. */
const blocks = new Set(['ARTICLE', 'DD', 'DIV', 'DT', 'LI', 'P', 'SMALL', 'UL']);

function read(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches(apart)) return '';
  const text = [...node.childNodes].map(read).join('');
  return blocks.has(node.tagName) ? ` ${text} ` : text;
}

/** Beginnings of formulas, with their full-width twins, which spreadsheets read alike. */
const formula = /^[=+\-@＝＋－＠]/;
const plain = /^-?\d+(\.\d+)?$/;
const special = /[",\r\n]/;

/** A cell as a spreadsheet takes it for a text, never for a formula, or for a number. */
export function guarded(text) {
  const safe = formula.test(text.trimStart()) && !plain.test(text) ? `'${text}` : text;
  return special.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows are drawn aside, as parts of cells may be made of parts themselves. */
function cells(columns, rows) {
  const place = document.createElement('div');
  render(html`${rows.map((row) => html`<p>${columns.map((column) => html`<div>${column.cell(row)}</div>`)}</p>`)}`, place);
  const texts = [...place.children].map((row) => [...row.children].map((cell) => read(cell).replace(/\s+/g, ' ').trim()));
  render(null, place);
  return texts;
}

/** Lines of a table; a column in which nothing stands, such as one of buttons, is left out. */
export function lines(columns, rows) {
  const texts = cells(columns, rows);
  const kept = columns.map((_, at) => texts.some((row) => row[at] !== ''));
  return [columns.map((column) => column.label), ...texts].map((row) => row.filter((_, at) => kept[at]).map(guarded).join(',')).map((line) => `${line}\r\n`).join('');
}

const named = (caption) => `${String(caption).replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').toLowerCase() || 'table'}.csv`;

/** Has the browser keep it as a file; a mark at its beginning says that it is in UTF-8. */
export function save(caption, columns, rows) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(['\ufeff', lines(columns, rows)], { type: 'text/csv;charset=utf-8' }));
  link.download = named(caption);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
