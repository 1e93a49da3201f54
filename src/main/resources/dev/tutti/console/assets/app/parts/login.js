// The login: a key is exchanged for a session, and forgotten.
import { html, useEffect, useState } from '../../vendor/preact.js';
import { ask } from './api.js';
import { otherLanguage, otherTheme } from './choices.js';
import { t, word } from './words.js';

export function Login({ done }) {
  const [state, setState] = useState({});
  useEffect(() => { document.title = t('login.title'); }, []);
  const enter = async (event) => {
    event.preventDefault();
    const field = event.target.elements.key;
    setState({ busy: true });
    try {
      await ask('POST', '/console/login', { key: field.value.trim() });
      field.value = '';
      done();
    } catch (error) {
      setState({ error });
    }
  };
  return html`<main class="login"><form onSubmit=${enter}>
    <h1>${t('login.title')}</h1><p>${t('login.why')}</p>
    <label>${t('login.key')}<input name="key" type="password" autocomplete="off" required autofocus placeholder="tt-…" /></label>
    ${state.error && html`<p role="alert" class="bad-text">${word('error.', state.error.code ?? 'unreachable')}</p>`}
    <button class="primary" disabled=${state.busy}>${t('login.enter')}</button>
    <p class="quiet">${t('login.first')} <code>./tutti keys create --role admin</code></p>
    <div class="row"><button type="button" class="small" onClick=${otherLanguage}>${t('switch.language')}</button>
      <button type="button" class="small" onClick=${otherTheme}>${t('switch.theme')}</button></div></form></main>`;
}
