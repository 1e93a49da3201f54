// Answers of models as text: tokens of the lexer become elements; nothing of them is markup, no image is loaded.
import { html, useEffect, useMemo, useState } from '../../vendor/preact.js';
import { t, visible } from './words.js';

const longest = 100_000;
const most = 500_000;
const deepest = 20;
let lexer;

const marks = (text) => text.match(/[*_[\]`~<\\]/g)?.length ?? 0;
const unclosed = (text) => (text.match(/\]\(/g)?.length ?? 0) - (text.match(/\)/g)?.length ?? 0);
const nested = /^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])){12}/m;

/**
 * Whether to read it would keep the page busy: the lexer takes time that grows with the square of what it has to pair, and
 * more for each level of what is nested. Nobody writes like that; hostile answers do. Code in fences costs nothing.
 */
function tangled(text) {
  const prose = text.replace(/^(```|~~~)[^]*?^\1/gm, '');
  const line = (each) => each.length > 5000 || marks(each) > 400;
  return nested.test(prose) || marks(prose) > 10_000
    || prose.split(/\n[ \t]*\n/).some((part) => part.length > 20_000 || marks(part) > 2000 || unclosed(part) > 20 || part.split('\n').some(line));
}

/** Elements of a text, or nothing where it is to be shown as it is. */
function elements(text) {
  if (text.length > longest || tangled(text)) return null;
  try {
    return lexer(text).map((token) => block(token));
  } catch {
    return null; // nested more deeply than the lexer can follow
  }
}

/** Ready-made only for text that is worth it; plain text until the lexer is there. */
export function Markdown({ text }) {
  const [ready, setReady] = useState(Boolean(lexer));
  useEffect(() => {
    if (!lexer) import('../../vendor/marked.js').then(({ lexer: loaded }) => { lexer = loaded; setReady(true); });
  }, []);
  const whole = String(text ?? '');
  const shown = visible(whole.length > most ? `${whole.slice(0, most)} …` : whole);
  const made = useMemo(() => ready ? elements(shown) : null, [ready, shown]);
  return made ? html`<div class="answer-text">${made}</div>` : html`<div class="answer-text plain">${shown}</div>`;
}

const plain = (text) => String(text).replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name]);
const inner = (token, depth) => token.tokens ? token.tokens.map((each) => inline(each, depth + 1)) : plain(token.text ?? token.raw);

function block(token, depth = 0) {
  if (depth > deepest) return html`<p class="plain">${token.raw}</p>`;
  switch (token.type) {
    case 'space': return null;
    case 'heading': return html`<p class=${`h h${token.depth}`}>${inner(token, depth)}</p>`;
    case 'paragraph': return html`<p>${inner(token, depth)}</p>`;
    case 'code': return html`<pre tabindex="0"><code>${token.text}</code></pre>`;
    case 'blockquote': return html`<blockquote>${token.tokens.map((each) => block(each, depth + 1))}</blockquote>`;
    case 'hr': return html`<hr />`;
    case 'list': return token.ordered
      ? html`<ol start=${token.start || 1}>${token.items.map((each) => item(each, depth))}</ol>` : html`<ul>${token.items.map((each) => item(each, depth))}</ul>`;
    case 'table': return html`<div class="table"><table><thead><tr>${token.header.map((cell) => html`<th scope="col">${inner(cell, depth)}</th>`)}</tr></thead>
      <tbody>${token.rows.map((row) => html`<tr>${row.map((cell) => html`<td>${inner(cell, depth)}</td>`)}</tr>`)}</tbody></table></div>`;
    case 'text': return html`<span>${inner(token, depth)}</span>`;
    default: return html`<p class="plain">${token.raw}</p>`;
  }
}

const item = (token, depth) => html`<li>${token.task && (token.checked ? '☑ ' : '☐ ')}${token.tokens.map((each) => block(each, depth + 1))}</li>`;

function inline(token, depth) {
  if (depth > deepest) return token.raw;
  switch (token.type) {
    case 'strong': return html`<strong>${inner(token, depth)}</strong>`;
    case 'em': return html`<em>${inner(token, depth)}</em>`;
    case 'del': return html`<del>${inner(token, depth)}</del>`;
    case 'codespan': return html`<code>${plain(token.text)}</code>`;
    case 'br': return html`<br />`;
    case 'link': return link(token.href, inner(token, depth));
    case 'image': return link(token.href, t('markdown.image', { text: token.text || '' }));
    case 'text': return inner(token, depth);
    case 'escape': return plain(token.text);
    default: return token.raw;
  }
}

/** A link of the safe kinds with its host beside it; anything else is text. */
function link(target, text) {
  let url;
  try {
    url = new URL(target);
  } catch {
    return html`<span>${text} (${target})</span>`;
  }
  if (!['http:', 'https:', 'mailto:'].includes(url.protocol)) return html`<span>${text} (${target})</span>`;
  const asked = (event) => { if (!confirm(t('markdown.leave', { host: url.host || url.pathname }))) event.preventDefault(); };
  return html`<a href=${url.href} target="_blank" rel="noopener noreferrer" onClick=${asked}>${text} <small>(${url.host || url.pathname})</small></a>`;
}
