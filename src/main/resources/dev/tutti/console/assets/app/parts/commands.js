// The equal command lines of what a page shows or does, and dialogs.
import { html, useEffect, useRef, useState } from '../../vendor/preact.js';
import { t } from './words.js';

export const quoted = (text) => /^[\w@%+=:,./-]+$/.test(text) ? text : `'${String(text).replaceAll("'", `'\\''`)}'`;

/** The line for curl that does the same. */
export function curlOf(method, path, body) {
  const parts = ['curl -s'];
  if (method !== 'GET') parts.push(`-X ${method}`);
  parts.push(quoted(location.origin + path));
  parts.push('-H "authorization: Bearer $TUTTI_KEY"');
  if (body !== undefined) parts.push(`-H 'content-type: application/json' -d ${quoted(JSON.stringify(body))}`);
  return parts.join(' ');
}

/** A line to take along, or several. */
export function Copyable({ name, text, lines = false }) {
  const [done, setDone] = useState(false);
  const copy = () => navigator.clipboard?.writeText(text).then(() => setDone(true), () => setDone(false));
  return html`<div class="command">${lines ? html`<pre tabindex="0">${text}</pre>` : html`<code>${text}</code>`}
    <button class="small" onClick=${copy} aria-label=${t(lines ? 'action.copy_lines' : 'action.copy_of', { name })}>${done ? t('action.copied') : t('action.copy')}</button></div>`;
}

/** The same by curl and by ./tutti. */
export function Commands({ curl, cli, open = false }) {
  return html`<details class="commands" open=${open}><summary>${t('commands.title')}</summary>
    ${curl && html`<${Copyable} name="curl" text=${curl} />`}${cli && html`<${Copyable} name="tutti" text=${cli} />`}</details>`;
}

/** A dialog that the keyboard can leave; focus comes back to where it was. */
export function Dialog({ title, close, children }) {
  const dialog = useRef();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current.showModal();
    return () => before?.focus?.();
  }, []);
  return html`<dialog ref=${dialog} onClose=${close} aria-label=${title}>
    <div class="row"><h2>${title}</h2><button class="small" onClick=${close} aria-label=${t('action.close')}>×</button></div>${children}</dialog>`;
}
