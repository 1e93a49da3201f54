// The console: who is logged in, in which language, and the frame around its pages.
import { html, render, useEffect, useState } from '../vendor/preact.js';
import { ask } from './parts/api.js';
import { Frame } from './parts/frame.js';
import { listen } from './parts/live.js';
import { Login } from './parts/login.js';
import { Failed, Loading } from './parts/states.js';
import { applyTheme, chosen } from './parts/choices.js';
import { languages, speak } from './parts/words.js';

function Console({ first }) {
  const [session, setSession] = useState(first.session);
  const [error, setError] = useState(first.error);
  const [, setTurn] = useState(0);
  const again = () => ask('GET', '/console/session').then(
    (found) => { setSession(found); setError(undefined); },
    (refusal) => { setSession(undefined); setError(refusal); });
  useEffect(() => {
    const out = () => again();
    const language = () => setTurn((before) => before + 1);
    addEventListener('tutti:logged-out', out);
    addEventListener('tutti:language', language);
    return () => { removeEventListener('tutti:logged-out', out); removeEventListener('tutti:language', language); };
  }, []);
  useEffect(() => { if (session?.role && session.role !== 'user') listen(); }, [session?.role]);
  if (error && error.status !== 401) return html`<main><${Failed} error=${error} again=${again} /></main>`;
  if (error || !session?.role) return html`<${Login} done=${again} />`;
  return html`<${Frame} session=${session} left=${again} />`;
}

/** The language that was chosen, else the first of the browser's that there are texts of. */
const preferred = () => chosen('language') ?? navigator.languages.map((each) => each.split('-')[0]).find((each) => languages.includes(each));

async function begin() {
  const place = document.getElementById('app') ?? document.body.appendChild(document.createElement('div'));
  applyTheme();
  const [first] = await Promise.all([ask('GET', '/console/session').then((session) => ({ session }), (error) => ({ error })), speak(preferred())]);
  render(html`<${Loading} />`, place);
  render(html`<${Console} first=${first} />`, place);
}

begin();
