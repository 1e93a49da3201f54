// A talk with a character in a session, which the address names, so that it can be gone on with.
import { html, useState } from '../../vendor/preact.js';
import { ask, useData } from './api.js';
import { Commands, curlOf } from './commands.js';
import { Markdown } from './markdown.js';
import { change, Link } from './place.js';
import { sends } from './shortcuts.js';
import { t, time, visible, word } from './words.js';

/** What was said: by whom, when, and the words. */
export function Said({ of, name, children }) {
  return html`<article class=${`turn ${of.role}`}><p class="row"><b>${name ?? word('role.', of.role)}</b><span class="quiet">${time(of.created_at)}</span>${children}</p><${Markdown} text=${of.content} /></article>`;
}

/** A field to say something; `say(text)` sends it and is waited for. */
export function Speak({ say, children }) {
  const [text, setText] = useState('');
  const [state, setState] = useState({});
  const run = async (event) => {
    event?.preventDefault();
    if (!text.trim() || state.busy) return;
    setState({ busy: true });
    try {
      await say(text);
      setText('');
      setState({});
    } catch (error) {
      setState({ error });
    }
  };
  return html`<form class="say" onSubmit=${run}><label>${t('playground.message')}<textarea value=${text} onInput=${(event) => setText(event.target.value)}
      onKeyDown=${(event) => sends(event) && run()}></textarea></label>
    <p class="row"><button class="primary" disabled=${state.busy}>${t('talk.say')}</button>${children}${state.busy && html`<span class="quiet" role="status">${t('state.loading')}</span>`}</p>
    ${state.error && html`<p class="bad-text" role="alert">${word('error.', state.error.code)} ${state.error.message}</p>`}</form>`;
}

export function Talk({ character, name, greetings, query }) {
  const path = `/v1/chat/${encodeURIComponent(character)}/messages`;
  const session = query.session;
  const [model, setModel] = useState(query.model ?? '');
  const said = useData(session && `/v1/sessions/${encodeURIComponent(session)}/messages?limit=200`);
  const body = (more) => ({ ...more, ...(session ? { session_id: session } : {}), ...(model ? { model } : {}) });
  const post = async (more) => {
    const answer = await ask('POST', path, body(more));
    if (answer.session_id === session) said.again();
    else change({ session: answer.session_id }, { replace: true });
  };
  const messages = session ? said.data?.data ?? [] : [];
  return html`<h2>${t('talk.title', { name: visible(name) })}</h2>${messages.map((message) => html`<${Said} key=${message.id} of=${message} name=${message.role === 'assistant' ? visible(name) : undefined} />`)}
    <${Speak} say=${(text) => post({ content: text })}>${!session && html`<${Wordless} label=${t('talk.greet')} run=${() => post({ greeting: 0 })} />${greetings > 1 && html`<${Wordless} label=${t('talk.greet_other')} run=${() => post({ greeting: 1 + Math.floor(Math.random() * (greetings - 1)) })} />`}`}
      ${messages.at(-1)?.role === 'assistant' && messages.length > 1 && html`<${Wordless} label=${t('talk.again')} run=${() => post({ regenerate: true })} />`}
      ${session && html`<button type="button" class="small" onClick=${() => change({ session: '' }, { replace: true })}>${t('talk.new')}</button><${Link} to=${`/sessions/${encodeURIComponent(session)}`}>${t('talk.seen')}<//>`}
      <label class="inline">${t('field.model')} <input value=${model} placeholder=${t('talk.model')} onInput=${(event) => setModel(event.target.value)} /></label><//>
    <${Commands} curl=${curlOf('POST', path, body({ content: '...' }))} />`;
}

/** A button that says something without words of the user's; it waits, and tells what went wrong. */
export function Wordless({ label, run }) {
  const [state, setState] = useState({});
  const press = async () => {
    setState({ busy: true });
    setState(await run().then(() => ({}), (error) => ({ error })));
  };
  return html`<button type="button" class="small" disabled=${state.busy} onClick=${press}>${label}</button>${state.error && html`<span class="bad-text" role="alert">${word('error.', state.error.code)} ${state.error.message}</span>`}`;
}
