// The equal command lines of what a page shows or does, and buttons for actions.
import { html, useEffect, useRef, useState } from '../../vendor/preact.js';
import { ask } from './api.js';
import { t, word } from './words.js';

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

function Copyable({ name, text }) {
  const [done, setDone] = useState(false);
  const copy = () => navigator.clipboard?.writeText(text).then(() => setDone(true), () => setDone(false));
  return html`<div class="command"><code>${text}</code>
    <button class="small" onClick=${copy} aria-label=${t('action.copy_of', { name })}>${done ? t('action.copied') : t('action.copy')}</button></div>`;
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

/** An action: a button that first shows what it will do, with the equal commands, then does it. */
export function Action({ label, method = 'POST', path, body, cli, done, danger = false, preview }) {
  const [open, setOpen] = useState(false);
  const [state, setState] = useState({});
  const run = async () => {
    setState({ busy: true });
    try {
      const answer = await ask(method, path, body);
      setState({});
      setOpen(false);
      done?.(answer);
    } catch (error) {
      setState({ error });
    }
  };
  return html`<button class=${danger ? 'small danger' : 'small'} onClick=${() => setOpen(true)}>${label}</button>
    ${open && html`<${Dialog} title=${label} close=${() => setOpen(false)}>
      ${preview && html`<p>${preview}</p>`}
      <${Commands} curl=${curlOf(method, path, body)} cli=${cli} open=${true} />
      ${state.error && html`<p role="alert" class="bad-text">${word('error.', state.error.code)} ${state.error.message}</p>`}
      <div class="row"><button class=${danger ? 'danger' : 'primary'} disabled=${state.busy} onClick=${run}>${label}</button>
      <button onClick=${() => setOpen(false)}>${t('action.cancel')}</button></div><//>`}`;
}
