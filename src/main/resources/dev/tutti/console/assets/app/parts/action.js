// Actions: a button opens what it will do, with its values and the equal command lines, and only then does it.
import { html, useEffect, useState } from '../../vendor/preact.js';
import { ask } from './api.js';
import { Commands, curlOf, Dialog } from './commands.js';
import { change } from './place.js';
import { sends } from './shortcuts.js';
import { t, word } from './words.js';

/** Several of some choices; the value has those that were chosen, by commas. */
function Many({ of, value, set }) {
  const chosen = value.split(',').filter(Boolean);
  const turn = (key) => set((chosen.includes(key) ? chosen.filter((each) => each !== key) : [...chosen, key]).join(','));
  return html`<fieldset><legend>${of.label}</legend>${of.options.map(([key, text]) => html`<label class="inline"><input type="checkbox" name=${of.name} checked=${chosen.includes(key)} onChange=${() => turn(key)} /> ${text}</label>`)}</fieldset>`;
}

/** A field is `{name, label, kind, options, value, hint, required}`; kind is `area`, `many`, `range` or a type of inputs, options make it a choice. */
export function Field({ of, value, set, first }) {
  if (of.kind === 'many') return html`<${Many} of=${of} value=${value} set=${set} />`;
  const common = { name: of.name, autofocus: first, required: of.required, value, onInput: (event) => set(event.target.value) };
  const input = of.options
    ? html`<select ...${common}>${of.options.map((option) => html`<option value=${option[0]} selected=${option[0] === value}>${option[1]}</option>`)}</select>`
    : of.kind === 'area' ? html`<textarea ...${common} spellcheck="false" rows=${of.rows ?? 4}></textarea>`
      : html`<input ...${common} type=${of.kind ?? 'text'} min=${of.min} max=${of.max} step=${of.step} placeholder=${of.placeholder} />`;
  return html`<label>${of.label}${input}${of.hint && html`<small class="quiet">${of.hint}</small>`}</label>`;
}

const begun = (fields) => Object.fromEntries(fields.map((field) => [field.name, field.value ?? field.options?.[0]?.[0] ?? '']));

function made(request, values) {
  try {
    return request(values);
  } catch (error) {
    return { wrong: error.message };
  }
}

/** What is asked before an action: `request(values)` gives `{method, path, body, cli}`. */
export function Asked({ label, fields, request, done, close, danger, preview }) {
  const [values, setValues] = useState(() => begun(fields));
  const [state, setState] = useState({});
  const { method = 'POST', path, body, cli, wrong } = made(request, values);
  const run = async (event) => {
    event.preventDefault();
    if (wrong || state.busy) return;
    setState({ busy: true });
    try {
      const answer = await ask(method, path, body);
      close();
      done?.(answer, values);
    } catch (error) {
      setState({ error });
    }
  };
  const fast = (event) => sends(event) && event.currentTarget.requestSubmit();
  return html`<${Dialog} title=${label} close=${close}><form class="asked" onSubmit=${run} onKeyDown=${fast}>
    ${preview && html`<div>${typeof preview === 'function' ? preview(values) : preview}</div>`}
    ${fields.map((field, at) => html`<${Field} of=${field} first=${at === 0} value=${values[field.name]} set=${(value) => setValues((before) => ({ ...before, [field.name]: value }))} />`)}
    ${wrong ? html`<p class="bad-text" role="alert">${t('form.wrong')} ${wrong}</p>` : html`<${Commands} curl=${curlOf(method, path, body)} cli=${cli} open=${true} />`}
    ${state.error && html`<p role="alert" class="bad-text">${word('error.', state.error.code)} ${state.error.message}</p>`}
    <div class="row"><button class=${danger ? 'danger' : 'primary'} disabled=${state.busy || Boolean(wrong)}>${label}</button>
      <button type="button" onClick=${close}>${t('action.cancel')}</button></div></form><//>`;
}

/** The button of an action; either `request` or `method`, `path`, `body` and `cli` say what is sent. It opens by itself where the address asks for it (`do`). */
export function Action({ label, name = label, fields = [], request, method, path, body, cli, done, danger = false, primary = false, preview, asked = false }) {
  const [open, setOpen] = useState(asked);
  useEffect(() => { if (asked) setOpen(true); }, [asked]);
  const close = () => {
    setOpen(false);
    if (asked) change({ do: '', of: '' }, { replace: true });
  };
  const kind = primary ? 'primary' : danger ? 'small danger' : 'small';
  return html`<button class=${kind} type="button" aria-label=${name === label ? undefined : name} onClick=${() => setOpen(true)}>${label}</button>
    ${open && html`<${Asked} label=${label} fields=${fields} request=${request ?? (() => ({ method, path, body, cli }))} done=${done} danger=${danger}
      preview=${preview} close=${close} />`}`;
}

/** JSON that somebody has typed; nothing where nothing stands. */
export function typed(text) {
  return text.trim() === '' ? undefined : JSON.parse(text);
}
