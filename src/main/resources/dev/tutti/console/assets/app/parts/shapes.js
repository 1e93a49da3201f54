// Small pictures of shares and texts that differ; what they show always stands beside them in words, too.
import { html } from '../../vendor/preact.js';
import { difference } from './difference.js';
import { visible } from './words.js';

/** A bar for a share of the largest value of a column. */
export function Bar({ share, kind = 'c0' }) {
  const width = Math.max(0, Math.min(1, share || 0)) * 100;
  return html`<svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="whole" width="100" height="8" /><rect class=${kind} width=${width} height="8" /></svg>`;
}

/** Parts of a whole beside each other: `{label, value, text}`. */
export function Split({ parts }) {
  const whole = parts.reduce((sum, part) => sum + part.value, 0) || 1;
  let from = 0;
  const bars = parts.map((part, at) => {
    const bar = html`<rect class=${`c${at % 8}`} x=${(from / whole) * 100} width=${(part.value / whole) * 100} height="16" />`;
    from += part.value;
    return bar;
  });
  return html`<div><svg class="split" viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true">${bars}</svg>
    <ul class="legend">${parts.map((part, at) => html`<li><span class=${`swatch c${at % 8}`} aria-hidden="true"></span>${part.label} <b>${part.text}</b></li>`)}</ul></div>`;
}

/** A band from low to high with the value in it, against a limit. */
export function Reach({ low, value, high, limit, spent = 0 }) {
  const top = Math.max(high, limit ?? 0, spent) || 1;
  const at = (amount) => (amount / top) * 100;
  return html`<svg class="reach" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true"><rect class="whole" width="100" height="14" />
    <rect class="c0" width=${at(spent)} height="14" /><rect class="band" x=${at(low)} width=${Math.max(0.5, at(high) - at(low))} y="4" height="6" />
    <rect class="mark" x=${Math.max(0, at(value) - 0.4)} width="0.8" height="14" />${limit !== undefined && html`<rect class="limit" x=${Math.min(99.2, at(limit))} width="0.8" height="14" />`}</svg>`;
}

/** A unified diff, line by line. */
export function Diff({ text }) {
  const kind = (line) => line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : line.startsWith('@') ? 'quiet' : '';
  return html`<pre class="diff" tabindex="0">${text.trimEnd().split('\n').map((line) => html`<span class=${kind(line)}>${visible(line)}\n</span>`)}</pre>`;
}

/** What an action changes of a text, once it does. */
export function Edited({ why, before, after }) {
  return html`<p>${why}</p>${before !== undefined && before.trim() !== after.trim() && html`<${Diff} text=${difference(before, after)} />`}`;
}

const most = 65_536;

/** A value as JSON, cut where it is too long to be read anyway. */
export function Value({ of }) {
  const text = typeof of === 'string' ? of : JSON.stringify(of, null, 1);
  return html`<pre tabindex="0">${visible(text.length > most ? `${text.slice(0, most)} …` : text)}</pre>`;
}
