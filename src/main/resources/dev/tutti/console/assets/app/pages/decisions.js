// Which of these options is the best, how sure is that, and what would change it?
import { html, useState } from '../../vendor/preact.js';
import { Field, typed } from '../parts/action.js';
import { Chosen, Drop, Kinds, Ran, useRun, Ways } from '../parts/apps.js';
import { Commands, curlOf, quoted } from '../parts/commands.js';
import { Decision } from '../parts/decision.js';
import { sends } from '../parts/shortcuts.js';
import { Head } from '../parts/states.js';
import { share, spoken, t, visible, word } from '../parts/words.js';

export default function Decisions({ query }) {
  const [values, setValues] = useState({ text: '', criteria: '', budget: '', exclusive: 'true', options: '', explain: false, background: false });
  const set = (some) => setValues((before) => ({ ...before, ...some }));
  const state = useRun('decision_support', query.document);
  const { body, wrong } = made(values, query.document);
  const nothing = !body.content && !body.files && !body.parameters.options;
  const run = (event) => { event.preventDefault(); if (!nothing && !wrong) state.run(body); };
  const fast = (event) => sends(event) && event.currentTarget.requestSubmit();
  return html`<${Head} title=${t('page.decisions')} answer=${state.answer ? answer(state.answer.result) : t('decisions.why')} /><${Kinds} here="decisions" />
    <form onSubmit=${run} onKeyDown=${fast}><label>${t('decisions.text')}<textarea name="content" rows="6" value=${values.text} onInput=${(event) => set({ text: event.target.value })}></textarea></label>
      <p class="row"><button type="button" class="small" onClick=${() => set({ text: t('decisions.sample') })}>${t('apps.sample')}</button></p>
      ${query.document ? html`<${Chosen} id=${query.document} />` : html`<${Drop} />`}
      <div class="filters"><${Field} of=${{ name: 'criteria', label: t('decisions.criteria'), placeholder: 'ROI, payback, risk' }} value=${values.criteria} set=${(criteria) => set({ criteria })} />
        <${Field} of=${{ name: 'budget', label: t('decisions.budget'), kind: 'number', step: 'any' }} value=${values.budget} set=${(budget) => set({ budget })} />
        <${Field} of=${{ name: 'exclusive', label: t('decisions.exclusive'), options: [['true', t('answer.yes')], ['false', t('answer.no')]] }} value=${values.exclusive} set=${(chosen) => set({ exclusive: chosen })} />
        <${Ways} values=${values} set=${set} /><button class="primary" disabled=${state.busy || nothing || Boolean(wrong)}>${t('decisions.run')}</button></div>
      <details><summary>${t('decisions.as_json')}</summary><${Field} of=${{ name: 'options', label: t('decisions.options'), kind: 'area', rows: 5, hint: '[{"name": "A", "cash_flows": [-100, 70, {"low": 40, "mid": 60, "high": 70}], "values": {"quality": 7}}]' }} value=${values.options} set=${(options) => set({ options })} /></details>
      ${wrong && html`<p class="bad-text" role="alert">${t('form.wrong')} ${wrong}</p>`}</form>
    <${Ran} of=${state}>${(result) => html`<${Decision} of=${result} />`}<//>
    <${Commands} curl=${curlOf('POST', '/v1/apps/decision_support', body)} cli=${`./tutti decide plan.md${values.criteria ? ` --criteria ${quoted(values.criteria)}` : ''}${values.explain ? '' : ' --no-model'}`} />`;
}

function made({ text, criteria, budget, exclusive: alone, options, explain, background }, document) {
  const names = criteria.split(/[,，、]/).map((each) => each.trim()).filter(Boolean);
  const body = { ...(text.trim() ? { content: text } : {}), ...(document ? { files: [document] } : {}), ...(background ? { background } : {}),
    parameters: { language: spoken(), explain, mutually_exclusive: alone === 'true', ...(names.length ? { decision_criteria: names } : {}), ...(budget === '' ? {} : { budget: Number(budget) }) } };
  try {
    const given = typed(options);
    if (given) body.parameters.options = given;
    return { body };
  } catch (error) {
    return { body, wrong: error.message };
  }
}

function answer(result) {
  const confidence = share(result.confidence_score);
  if (result.recommended_option) return t('decisions.answer', { option: visible(result.recommended_option), confidence });
  return t('decisions.no_winner', { reason: word('no_winner.', result.reason ?? 'no clear winner'), confidence });
}
