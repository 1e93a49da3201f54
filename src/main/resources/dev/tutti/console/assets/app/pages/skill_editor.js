// What should the next version of this skill say, and would it be served?
import { html, useEffect, useState } from '../../vendor/preact.js';
import { Action, Field, typed } from '../parts/action.js';
import { ask, useData } from '../parts/api.js';
import { quoted } from '../parts/commands.js';
import { difference } from '../parts/difference.js';
import { Checked, nextOf, start, testOf, Texts } from '../parts/draft.js';
import { Choice } from '../parts/filters.js';
import { go, Link } from '../parts/place.js';
import { Diff } from '../parts/shapes.js';
import { Failed, Head, Loading } from '../parts/states.js';
import { t, time, visible } from '../parts/words.js';

const pause = 400;
const played = 'tests/playground.yaml';

export default function SkillEditor({ name, query, session }) {
  const path = `/admin/skills/${encodeURIComponent(name)}`;
  const revisions = useData(`${path}/revisions`);
  const [state, setState] = useState({});
  const known = revisions.data?.data ?? [];
  const base = query.from ?? known.find((one) => one.standing)?.revision ?? known[0]?.revision;
  const isNew = revisions.error?.status === 404;
  useEffect(() => {
    const tested = (files) => query.say ? { ...files, [played]: (files[played] ?? '') + testOf(query.say, query.expect ?? '') } : files;
    if (isNew) setState({ before: {}, files: tested(start(name)), version: '1.0.0' });
    else if (base) ask('GET', `${path}/revisions/${encodeURIComponent(base)}`).then(({ files }) => setState({ before: files, files: tested(files), version: nextOf(base, known.map((one) => one.version)) }), (error) => setState({ error }));
  }, [base, isNew]);
  if (revisions.error && !isNew) return html`<${Failed} error=${revisions.error} again=${revisions.again} />`;
  if (state.error) return html`<${Failed} error=${state.error} />`;
  if (!state.files) return html`<${Head} title=${t('page.skill_editor')} /><${Loading} />`;
  const set = (some) => setState((before) => ({ ...before, ...some }));
  return html`<${Editing} key=${base} name=${name} path=${path} state=${state} set=${set} base=${base} revisions=${known} isNew=${isNew} may=${session.rights?.includes('admin')} />`;
}

function Editing({ name, path, state, set, base, revisions, isNew, may }) {
  const [given, setGiven] = useState({ message: 'Hello', context: '' });
  const check = useCheck(path, state, given);
  const options = revisions.map((one) => [one.revision, `${one.revision} · ${time(one.at)}`]);
  return html`<${Head} title=${t('editor.title', { name: visible(name) })} answer=${answer(check)}>${!isNew && html`<${Link} to=${`/skills/${encodeURIComponent(name)}`}>${t('page.skill')}<//>`}
      ${may && html`<${Save} name=${name} path=${path} state=${state} isNew=${isNew} base=${base} check=${check} />`}<//>
    <div class="filters">${options.length > 0 && html`<${Choice} name="from" value=${base} options=${options} label=${t('editor.base')} />`}
      <${Field} of=${{ name: 'version', label: t('editor.version') }} value=${state.version} set=${(version) => set({ version })} /></div>
    <div class="grid"><section><${Texts} files=${state.files} set=${(files) => set({ files })} /></section>
      <section><h2>${t('editor.shown')}</h2><${Field} of=${{ name: 'message', label: t('playground.message') }} value=${given.message} set=${(message) => setGiven((before) => ({ ...before, message }))} />
        <${Field} of=${{ name: 'context', label: t('editor.inputs'), kind: 'area', rows: 3, hint: check.answer && !given.context.trim() ? JSON.stringify(check.answer.context) : '' }} value=${given.context} set=${(context) => setGiven((before) => ({ ...before, context }))} />
        <${Checked} of=${check} /></section></div>`;
}

const answer = (check) => !check.answer ? t('editor.checking') : check.answer.valid ? t('editor.valid', { n: check.answer.tests.filter((test) => test.status === 'passed').length }) : t('editor.invalid', { n: check.answer.problems.length });

function bodyOf({ version, files }, given) {
  try {
    const context = typed(given.context);
    return { body: { version, files, user_message: given.message, ...(context ? { context } : {}) } };
  } catch (error) {
    return { wrong: error.message };
  }
}

/** What the server says of the draft, asked anew when nothing was typed for a moment. */
function useCheck(path, state, given) {
  const [check, setCheck] = useState({});
  const { body, wrong } = bodyOf(state, given);
  const wanted = wrong ?? JSON.stringify(body);
  useEffect(() => {
    if (wrong) return undefined;
    const stop = new AbortController();
    const timer = setTimeout(() => ask('POST', `${path}/check`, body, stop.signal).then((found) => setCheck({ answer: found }), (error) => error.name === 'AbortError' || setCheck({ error })), pause);
    return () => { clearTimeout(timer); stop.abort(); };
  }, [wanted]);
  return wrong ? { ...check, wrong } : check;
}

/** Writes the draft as a new version; who gets it is decided by labels and splits, unless everybody is to have it. */
function Save({ name, path, state, isNew, base, check }) {
  const changes = Object.keys({ ...state.before, ...state.files }).filter((file) => state.before[file] !== state.files[file]).toSorted();
  const gets = isNew ? [] : [{ name: 'hold', label: t('editor.gets'), options: [['true', t('editor.nobody')], ['false', t('editor.all')]] }];
  const preview = html`<p>${t('editor.save_why', { version: state.version })}</p>${check.answer?.problems.map((problem) => html`<p class="bad-text">${visible(problem)}</p>`)}
    ${changes.map((file) => html`<details><summary>${file}</summary><${Diff} text=${difference(state.before[file] ?? '', state.files[file] ?? '')} /></details>`)}`;
  return html`<${Action} label=${t('editor.save')} primary fields=${gets} preview=${preview} done=${(kept) => go(isNew ? `/skills/${encodeURIComponent(name)}` : `/skills/${encodeURIComponent(name)}?${new URLSearchParams({ from: base, to: kept.revision })}`)}
    request=${({ hold }) => ({ method: 'PUT', path: `${path}/versions/${encodeURIComponent(state.version)}`, body: { files: state.files, hold: hold !== 'false' },
      cli: `./tutti skill write ${quoted(name)} ${quoted(state.version)} FOLDER${hold === 'false' ? ' --give' : ''}` })} />`;
}
