// What do these numbers say, and how do they go on?
import { html, useState } from '../../vendor/preact.js';
import { Chosen, Drop, Kinds, Ran, useRun, Ways } from '../parts/apps.js';
import { Field } from '../parts/action.js';
import { Commands, curlOf } from '../parts/commands.js';
import { amount, Insight } from '../parts/insight.js';
import { sends } from '../parts/shortcuts.js';
import { Head } from '../parts/states.js';
import { share, spoken, t, visible, word } from '../parts/words.js';

const types = ['comprehensive', 'trends', 'comparative', 'correlation'];

export default function DataInsight({ query }) {
  const [values, setValues] = useState({ text: '', type: types[0], horizon: '3', question: '', explain: false, background: false });
  const set = (some) => setValues((before) => ({ ...before, ...some }));
  const state = useRun('data_insight', query.document);
  const body = bodyOf(values, query.document);
  const nothing = !body.content && !body.files;
  const run = (event) => { event.preventDefault(); if (!nothing) state.run(body); };
  const fast = (event) => sends(event) && event.currentTarget.requestSubmit();
  return html`<${Head} title=${t('page.insight')} answer=${state.answer ? answer(state.answer.result) : t('insight.why')} /><${Kinds} here="insight" />
    <form onSubmit=${run} onKeyDown=${fast}><label>${t('insight.numbers')}<textarea name="content" rows="6" value=${values.text} onInput=${(event) => set({ text: event.target.value })}></textarea></label>
      <p class="row"><button type="button" class="small" onClick=${() => set({ text: t('insight.sample') })}>${t('apps.sample')}</button></p>
      ${query.document ? html`<${Chosen} id=${query.document} />` : html`<${Drop} />`}
      <div class="filters"><${Field} of=${{ name: 'type', label: t('insight.about'), options: types.map((each) => [each, t(`insight.${each}`)]) }} value=${values.type} set=${(type) => set({ type })} />
        <${Field} of=${{ name: 'horizon', label: t('insight.horizon'), kind: 'number', min: 1, max: 120 }} value=${values.horizon} set=${(horizon) => set({ horizon })} />
        <${Field} of=${{ name: 'question', label: t('apps.question') }} value=${values.question} set=${(question) => set({ question })} />
        <${Ways} values=${values} set=${set} /><button class="primary" disabled=${state.busy || nothing}>${t('insight.run')}</button></div></form>
    <${Ran} of=${state}>${(result) => html`<${Insight} of=${result} />`}<//>
    <${Commands} curl=${curlOf('POST', '/v1/apps/data_insight', body)} cli=${`./tutti insight numbers.csv --horizon ${Number(values.horizon) || 3}${values.explain ? '' : ' --no-model'}`} />`;
}

const bodyOf = ({ text, type, horizon, question, explain, background }, document) => ({ ...(text.trim() ? { content: text } : {}), ...(document ? { files: [document] } : {}), ...(background ? { background } : {}),
  parameters: { insight_type: type, horizon: Number(horizon) || 3, language: spoken(), explain, ...(question ? { question } : {}) } });

/** The first series in a sentence: where it goes, and what is expected next. */
function answer(result) {
  const [next] = Object.entries(result.forecasts);
  const values = { series: visible(result.series), trend: word('trend.', result.overall_trend), growth: share(result.growth_rate) };
  if (!next) return t('insight.answer', values);
  const [period, { value, low, high }] = next;
  return t('insight.answer_next', { ...values, period, value: amount(value, result.unit), low: amount(low), high: amount(high) });
}
