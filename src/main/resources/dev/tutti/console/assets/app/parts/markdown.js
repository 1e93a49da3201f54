// Answers of models as text: tokens of the lexer become elements; nothing of them is markup, no image is loaded.
import { html, useEffect, useState } from '../../vendor/preact.js';
import { t, visible } from './words.js';

const longest = 200_000;
let lexer;

/** Ready-made only for text that is worth it; plain text until the lexer is there. */
export function Markdown({ text }) {
  const [, setReady] = useState(Boolean(lexer));
  useEffect(() => {
    if (!lexer) import('../../vendor/marked.js').then(({ lexer: loaded }) => { lexer = loaded; setReady(true); });
  }, []);
  const shown = visible(text);
  if (!lexer || shown.length > longest) return html`<div class="answer-text plain">${shown}</div>`;
  return html`<div class="answer-text">${lexer(shown).map(block)}</div>`;
}

const plain = (text) => String(text).replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name]);
const inner = (token) => token.tokens ? token.tokens.map(inline) : plain(token.text ?? token.raw);

function block(token) {
  switch (token.type) {
    case 'space': return null;
    case 'heading': return html`<p class=${`h h${token.depth}`}>${inner(token)}</p>`;
    case 'paragraph': return html`<p>${inner(token)}</p>`;
    case 'code': return html`<pre tabindex="0"><code>${token.text}</code></pre>`;
    case 'blockquote': return html`<blockquote>${token.tokens.map(block)}</blockquote>`;
    case 'hr': return html`<hr />`;
    case 'list': return token.ordered
      ? html`<ol start=${token.start || 1}>${token.items.map(item)}</ol>` : html`<ul>${token.items.map(item)}</ul>`;
    case 'table': return html`<div class="table"><table><thead><tr>${token.header.map((cell) => html`<th scope="col">${inner(cell)}</th>`)}</tr></thead>
      <tbody>${token.rows.map((row) => html`<tr>${row.map((cell) => html`<td>${inner(cell)}</td>`)}</tr>`)}</tbody></table></div>`;
    case 'text': return html`<span>${inner(token)}</span>`;
    default: return html`<p class="plain">${token.raw}</p>`;
  }
}

const item = (token) => html`<li>${token.task && (token.checked ? '☑ ' : '☐ ')}${token.tokens.map(block)}</li>`;

function inline(token) {
  switch (token.type) {
    case 'strong': return html`<strong>${inner(token)}</strong>`;
    case 'em': return html`<em>${inner(token)}</em>`;
    case 'del': return html`<del>${inner(token)}</del>`;
    case 'codespan': return html`<code>${plain(token.text)}</code>`;
    case 'br': return html`<br />`;
    case 'link': return link(token.href, inner(token));
    case 'image': return link(token.href, t('markdown.image', { text: token.text || '' }));
    case 'text': return inner(token);
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
