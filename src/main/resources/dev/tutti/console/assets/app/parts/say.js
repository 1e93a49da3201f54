// A line to say something in a session; whether it goes on with what was said may be left to the server.
import { html, useState } from '../../vendor/preact.js';
import { ask } from './api.js';
import { Commands, curlOf, quoted } from './commands.js';
import { change } from './place.js';
import { sends } from './shortcuts.js';
import { t, word } from './words.js';

const ways = ['auto', 'yes', 'no'];

export function Say({ path, id, model, query, done }) {
  const [text, setText] = useState(query.say ?? '');
  const [way, setWay] = useState(ways.includes(query.follow_up) ? query.follow_up : 'auto');
  const [state, setState] = useState({});
  const body = { content: text, ...(model ? {} : { model: 'sim' }), ...(way === 'auto' ? {} : { follow_up: way }) };
  const say = async (event) => {
    event?.preventDefault();
    if (!text.trim() || state.busy) return;
    setState({ busy: true });
    try {
      setState({ answer: await ask('POST', `${path}/messages`, body) });
      setText('');
      if (query.say) change({ say: '', follow_up: '' }, { replace: true });
      done();
    } catch (error) {
      setState({ error });
    }
  };
  const fast = (event) => sends(event) && say();
  return html`<form class="panel say" onSubmit=${say}><label>${t('session.say')}<textarea name="say" value=${text} onInput=${(event) => setText(event.target.value)} onKeyDown=${fast}></textarea></label>
    <div class="filters"><label>${t('session.follow_up')}<select value=${way} onChange=${(event) => setWay(event.target.value)}>${ways.map((each) => html`<option value=${each} selected=${each === way}>${t(`follow_up.${each}`)}</option>`)}</select></label>
      <button class="primary" disabled=${state.busy}>${t('playground.run')}</button></div>
    ${state.busy && html`<p class="quiet" role="status">${t('state.loading')}</p>`}
    ${state.answer?.follow_up && html`<p class="quiet" role="status">${verdict(state.answer.follow_up)}</p>`}
    ${state.error && html`<p class="bad-text" role="alert">${word('error.', state.error.code)} ${state.error.message}</p>`}
    <${Commands} curl=${curlOf('POST', `${path}/messages`, body)} cli=${`./tutti session chat ${quoted(id)} ${quoted(text || '...')}`} /></form>`;
}

/** A verdict on a message in words. */
export const verdict = (of) => t('session.verdict', { decision: word('decision.', of.decision), confidence: of.confidence === undefined ? '–' : Math.round(of.confidence * 100), layer: word('layer.', of.layer) });
