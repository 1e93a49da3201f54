// What applications share: the ways from one to another, a file as the source, and the run itself.
import { html, useEffect, useState } from '../../vendor/preact.js';
import { ask, useData } from './api.js';
import { change, go, Link } from './place.js';
import { Answered, Failed, Loading, Shown } from './states.js';
import { t, visible } from './words.js';

const pages = ['applications', 'insight', 'decisions'];

/** The ways from one application to the others. */
export function Kinds({ here }) {
  return html`<nav class="tabs" aria-label=${t('apps.kinds')}>${pages.map((name) => html`<${Link} to=${`/${name}`} aria-current=${name === here ? 'page' : undefined}>${t(`apps.kind_${name}`)}<//>`)}</nav>`;
}

/** A file becomes a document; its id is in the address from then on. */
export function Drop() {
  const [state, setState] = useState({});
  const take = async (files) => {
    const [file] = files;
    if (!file) return;
    const form = new FormData();
    form.set('file', file);
    setState({ busy: true });
    try {
      const kept = await ask('POST', '/v1/documents', form);
      setState({});
      change({ document: kept.id });
    } catch (error) {
      setState({ error });
    }
  };
  return html`<div class="drop" onDragOver=${(event) => event.preventDefault()} onDrop=${(event) => { event.preventDefault(); take(event.dataTransfer.files); }}>
    <label>${t('apps.drop')}<input type="file" onChange=${(event) => take(event.target.files)} /></label>${state.busy && html`<${Loading} />`}${state.error && html`<${Failed} error=${state.error} />`}</div>`;
}

/** The document of the address beside what was typed, and the way to do without it. */
export function Chosen({ id }) {
  return html`<${Shown} of=${useData(`/v1/documents/${encodeURIComponent(id)}`)}>${(data) => html`<p class="row"><span class="chip">${visible(data.name)}</span>
    <button type="button" class="small" onClick=${() => change({ document: '' })}>${t('apps.without')}</button></p>`}<//>`;
}

/** Runs an application: `{busy, answer, error, run}`, anew for each document. What goes on in the background is a task, whose page comes next. */
export function useRun(name, document) {
  const [state, setState] = useState({});
  useEffect(() => setState({}), [document]);
  const run = async (body) => {
    if (state.busy) return;
    setState({ busy: true });
    try {
      const answer = await ask('POST', `/v1/apps/${name}`, body);
      if (answer.task_id) go(`/tasks/${encodeURIComponent(answer.task_id)}`);
      else setState({ answer });
    } catch (error) {
      setState({ error });
    }
  };
  return { ...state, run };
}

/** Whether a model is asked, too, and whether it is waited for. */
export function Ways({ values, set }) {
  return html`<span class="row">${['explain', 'background'].map((name) => html`<label class="inline"><input type="checkbox" name=${name} checked=${values[name]} onChange=${(event) => set({ [name]: event.target.checked })} /> ${t(`apps.${name}`)}</label>`)}</span>`;
}

/** What became of a run: that it goes on, why it failed, or `children(result)`. */
export function Ran({ of, children }) {
  return html`<${Answered} of=${of}>${(answer) => children(answer.result)}<//>`;
}

/** Texts as a list under a title; nothing where there is none. */
export function Notes({ title, texts, kind = '' }) {
  if (!texts?.length) return null;
  return html`<section class=${`notice ${kind}`}><h2>${title}</h2><ul>${texts.map((text) => html`<li>${visible(text)}</li>`)}</ul></section>`;
}
