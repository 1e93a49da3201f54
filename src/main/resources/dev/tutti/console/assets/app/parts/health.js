// Whether models answer when they are asked now, in which order deployments would be asked and why, and how full limits are.
import { html, useState } from '../../vendor/preact.js';
import { Field } from './action.js';
import { useAnswer, useData } from './api.js';
import { Commands, curlOf, quoted } from './commands.js';
import { Bar } from './shapes.js';
import { Answered, Empty, Shown, State } from './states.js';
import { Table } from './table.js';
import { number, share, span, t, visible, word } from './words.js';

/** Asks models for a word, by the same way as callers. */
export function Test({ query }) {
  const [model, setModel] = useState(query.model ?? '');
  const state = useAnswer('/admin/models/test');
  const body = model.trim() ? { models: [model.trim()] } : {};
  return html`<div><form class="filters" onSubmit=${(event) => { event.preventDefault(); state.run(body); }}><${Field} of=${{ name: 'model', label: t('field.model'), placeholder: t('models.all') }} value=${model} set=${setModel} /><button class="primary" disabled=${state.busy}>${t('models.test')}</button></form>
    <p class="quiet">${t('models.test_why')}</p>
    <${Answered} of=${state}>${(answer) => html`<div role="status"><${Table} caption=${t('models.tab_test')} rows=${tested(answer)} columns=${[{ label: t('field.model'), cell: ([name, , of]) => of ? html`<span class="quiet">${visible(of)} ·</span> ${visible(name)}` : html`<b>${visible(name)}</b>` },
      { label: t('field.state'), cell: ([, of]) => html`<${State} kind=${of.accessible ? 'good' : 'bad'}>${t(of.accessible ? 'breaker.closed' : 'models.silent')}<//>` }, { label: t('field.total'), number: true, cell: ([, of]) => span(of.latency_ms) }, { label: t('field.reason'), cell: ([, of]) => visible(of.error ?? '') }]} /></div>`}<//>
    <${Commands} curl=${curlOf('POST', '/admin/models/test', body)} cli=${`./tutti models test${model.trim() ? ` ${quoted(model.trim())}` : ''}`} /></div>`;
}

/** A row for each model, and one for each deployment of it. */
const tested = (answer) => Object.entries(answer).flatMap(([name, of]) => [[name, of], ...Object.entries(of.deployments ?? {}).map(([each, its]) => [each, its, name])]);

/** The order in which deployments would be asked for a request; nobody is asked. */
export function Explain({ query }) {
  const [text, setText] = useState(JSON.stringify({ model: query.model ?? 'sim', messages: [{ role: 'user', content: 'Hello' }] }, null, 1));
  const state = useAnswer('/admin/explain');
  let body;
  let wrong;
  try { body = JSON.parse(text); } catch (error) { wrong = error.message; }
  return html`<div><form onSubmit=${(event) => { event.preventDefault(); if (!wrong) state.run(body); }}><${Field} of=${{ name: 'request', label: t('models.request'), kind: 'area', rows: 6 }} value=${text} set=${setText} />
      ${wrong && html`<p class="bad-text" role="alert">${t('form.wrong')} ${wrong}</p>`}<p class="row"><button class="primary" disabled=${state.busy || Boolean(wrong)}>${t('models.explain')}</button></p></form>
    <${Answered} of=${state}>${({ links }) => html`<div role="status">${links.map((link, at) => html`<h2>${at + 1}. ${visible(link.model)} <span class="quiet">${[word('reason.', link.when), word('balance.', link.balance), t('models.attempts', { n: link.attempts })].filter(Boolean).join(' · ')}</span></h2><${Order} of=${link.deployments} />`)}</div>`}<//>
    <${Commands} curl=${curlOf('POST', '/admin/explain', body ?? {})} cli=${`./tutti explain --model ${quoted(body?.model ?? 'sim')}`} /></div>`;
}

const known = ['deployment', 'would_be_asked', 'against'];
const figures = (row) => Object.entries(row).filter(([name]) => !known.includes(name)).map(([name, value]) => `${name.replaceAll('_', ' ')}: ${typeof value === 'number' ? number(value) : typeof value === 'object' ? JSON.stringify(value) : value}`).join(', ');

function Order({ of }) {
  return html`<${Table} caption=${t('models.order')} rows=${of.map((row, at) => ({ ...row, at: at + 1 }))} columns=${[{ label: t('field.number'), number: true, cell: (row) => number(row.at) }, { label: t('field.deployment'), cell: (row) => visible(row.deployment) },
    { label: t('field.state'), cell: (row) => html`<${State} kind=${row.would_be_asked ? 'good' : 'bad'}>${row.would_be_asked ? t('models.asked') : row.against.map(visible).join(', ')}<//>` }, { label: t('field.details'), cell: ({ at, ...row }) => html`<span class="quiet">${visible(figures(row))}</span>` }]} />`;
}

export function Limits() {
  const limits = useData('/admin/limits', [], 5000);
  return html`<div><${Shown} of=${limits}>${(of) => html`<p>${t('models.limits', { on: word('on_limit.', of.on_limit), wait: span(of.wait_ms), waiting: Object.values(of.waiting).reduce((sum, each) => sum + each, 0) })}</p>
    <h2>${t('models.in_use')}</h2>${of.in_use.length ? html`<${Table} caption=${t('models.in_use')} rows=${of.in_use} columns=${[{ label: t('field.kind'), cell: (row) => word('limit_kind.', row.kind), value: (row) => row.kind }, { label: t('settings.target'), cell: (row) => visible(row.subject), value: (row) => row.subject },
      { label: t('models.used'), number: true, cell: (row) => html`${number(row.used)} / ${number(row.limit)} (${share(row.limit ? row.used / row.limit : 0)}) <${Bar} share=${row.limit ? row.used / row.limit : 0} kind=${row.used >= row.limit ? 'c1' : 'c0'} />`, value: (row) => row.limit ? row.used / row.limit : 0 }, { label: t('models.waiting'), number: true, cell: (row) => number(row.waiting), value: (row) => row.waiting }]} />` : html`<${Empty} why=${t('models.no_limits')} />`}
    <h2>${t('models.accounts')}</h2><${Table} caption=${t('models.accounts')} rows=${of.data} empty=${t('models.no_accounts')} columns=${[{ label: t('field.account'), cell: (row) => visible(row.bucket) }, { label: t('field.measure'), cell: (row) => word('limit.', row.measure) }, { label: t('models.left'), number: true, cell: (row) => `${number(row.remaining)} / ${number(row.limit)}`, value: (row) => row.remaining },
      { label: t('field.resets'), number: true, cell: (row) => span(row.reset_ms) }]} />`}<//><${Commands} curl=${curlOf('GET', '/admin/limits')} cli="./tutti limits" /></div>`;
}
