// What a page is narrowed by, all of it kept in the address: lines, spans of time, tabs, pages of a list.
import { html, useEffect, useState } from '../../vendor/preact.js';
import { at, change, Link } from './place.js';
import { t } from './words.js';

/** The line with each field that its last word may begin. */
function completed(text, fields) {
  const [, before, minus, word] = /^(.*?)(-?)(\w*)$/.exec(text);
  const open = before === '' || before.endsWith(' ');
  return open && word ? fields.filter((field) => field.startsWith(word)).map((field) => before + minus + field) : [];
}

/** A line to filter by, whose `fields` are offered; a new one begins with the first page. What is typed stays while the page changes around it. */
export function FilterLine({ name = 'filter', value = '', label, placeholder, fields, children }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const enter = (event) => { event.preventDefault(); change({ [name]: text.trim(), after: '' }); };
  return html`<form class="filters" role="search" onSubmit=${enter}><input type="search" name=${name} value=${text} onInput=${(event) => setText(event.target.value)}
    aria-label=${label} placeholder=${placeholder} list=${fields && `${name}-fields`} />
    ${fields && html`<datalist id=${`${name}-fields`}>${completed(text, fields).map((line) => html`<option value=${line}></option>`)}</datalist>`}<button class="primary">${t('filter.find')}</button>${children}</form>`;
}

/** Choices beside each other, of which one is on; each is a link. */
export function Tabs({ name, value = '', tabs, label }) {
  return html`<nav class="tabs" aria-label=${label}>${tabs.map(([key, text]) => html`<${Link} to=${at({ [name]: key, after: '' })}
    aria-current=${key === value ? 'true' : undefined}>${text}<//>`)}</nav>`;
}

/** One choice of several as a list to open; `also` changes with it. */
export function Choice({ name, value, options, label, also }) {
  return html`<label>${label}<select name=${name} value=${value} onChange=${(event) => change({ ...also, [name]: event.target.value, after: '' })}>${options.map(([key, text]) =>
    html`<option value=${key} selected=${key === value}>${text}</option>`)}</select></label>`;
}

export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

const spans = ['-1h', '-24h', '-7d', '-30d', '-90d'];

/** The span of time that figures are of, with the zone in which its days begin; it ends now unless the address says otherwise. */
export function Span({ value }) {
  return html`<${Choice} name="from" value=${value} also=${{ to: '' }} label=${t('range.title', { zone: zone() })}
    options=${[...new Set([...spans, value])].map((each) => [each, spans.includes(each) ? t(`range.${each.slice(1)}`) : each])} />`;
}

/** The ways to what is older, and back to the newest. */
export function Pager({ query, next, back = t('action.newest'), on = t('action.older') }) {
  if (!query.after && !next) return null;
  return html`<div class="row">${query.after && html`<button data-step="previous" onClick=${() => change({ after: '' })}>${back}</button>`}
    ${next && html`<button data-step="next" onClick=${() => change({ after: next })}>${on}</button>`}</div>`;
}
