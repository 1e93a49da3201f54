// What does this document say, and where does it say so?
import { html, useState } from '../../vendor/preact.js';
import { useData } from '../parts/api.js';
import { Drop, Kinds, Ran, useRun, Ways } from '../parts/apps.js';
import { Commands, curlOf } from '../parts/commands.js';
import { Findings } from '../parts/findings.js';
import { Passages } from '../parts/passages.js';
import { Empty, Head, Shown } from '../parts/states.js';
import { Facts } from '../parts/table.js';
import { number, spoken, t, time, visible, word } from '../parts/words.js';

export default function Applications({ query }) {
  const state = useRun('document_analysis', query.document);
  const found = state.answer?.result;
  return html`<${Head} title=${t('page.applications')} answer=${found ? t('apps.answer', { metrics: found.extracted_metrics.length, insights: found.key_insights.length, risks: found.risk_factors.length, unsupported: found.unsupported.length }) : t('apps.why')} /><${Kinds} here="applications" />
    <${Drop} />${query.document ? html`<${Analysed} id=${query.document} state=${state} />` : html`<${Empty} why=${t('apps.none')} curl=${`curl -s ${location.origin}/v1/apps/document_analysis -H "authorization: Bearer $TUTTI_KEY" -F file=@report.pdf`} cli="./tutti analyze report.pdf" />`}`;
}

function Analysed({ id, state }) {
  const path = `/v1/documents/${encodeURIComponent(id)}`;
  const [values, setValues] = useState({ type: 'comprehensive', question: '', explain: false, background: false });
  const set = (some) => setValues((before) => ({ ...before, ...some }));
  const { type, question, explain, background } = values;
  const body = { files: [id], ...(background ? { background } : {}), parameters: { analysis_type: type, explain, language: spoken(), ...(question ? { question } : {}) } };
  return html`<${Shown} of=${useData(path)}>${(data) => html`<h2 class="value">${visible(data.name)}</h2><${Facts} rows=${[[t('apps.type'), data.media_type], [t('apps.pages'), number(data.pages)], [t('apps.characters'), number(data.characters)], [t('apps.tables'), number(data.tables)], [t('field.state'), word('document.', data.status)], [t('field.created_at'), time(data.created_at)]]} />
    ${data.warnings.map((warning) => html`<section class="notice"><p>${visible(warning)}</p></section>`)}${data.hidden_text.length > 0 && html`<section class="notice bad"><p>${t('apps.hidden', { n: data.hidden_text.length })}</p></section>`}
    <form class="filters" onSubmit=${(event) => { event.preventDefault(); state.run(body); }}><label>${t('apps.analysis')}<select value=${type} onChange=${(event) => set({ type: event.target.value })}>${['comprehensive', 'summary', 'risk'].map((each) => html`<option value=${each} selected=${each === type}>${t(`apps.${each}`)}</option>`)}</select></label>
      <label>${t('apps.question')}<input value=${question} onInput=${(event) => set({ question: event.target.value })} /></label><${Ways} values=${values} set=${set} /><button class="primary" disabled=${state.busy}>${t('apps.run')}</button></form>
    <${Ran} of=${state}>${(result) => html`<${Findings} of=${result} />`}<//>
    <${Commands} curl=${curlOf('POST', '/v1/apps/document_analysis', body)} /><${Passages} path=${path} />`}<//>`;
}
