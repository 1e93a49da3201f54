// Did the models agree, and does agreeing make them right?
import { html, useState } from '../../vendor/preact.js';
import { useAnswer, useData } from '../parts/api.js';
import { Commands, curlOf, quoted } from '../parts/commands.js';
import { Certificate } from '../parts/panels.js';
import { Link } from '../parts/place.js';
import { Bar } from '../parts/shapes.js';
import { sends } from '../parts/shortcuts.js';
import { Answered, Empty, Head, Shown } from '../parts/states.js';
import { Facts, Table } from '../parts/table.js';
import { money, number, share, span, t, visible, word } from '../parts/words.js';

export default function Cooperation({ query, session }) {
  const outcomes = useData('/admin/cooperation/outcomes');
  const may = (role) => session.rights?.includes(role);
  return html`<${Head} title=${t('page.cooperation')} answer=${outcomes.data && answer(outcomes.data)}><${Link} to="/calls?filter=endpoint~cooperation">${t('cooperation.calls')}<//><//>
    ${may('user') && html`<${Ask} query=${query} />`}
    <h2>${t('cooperation.learned')}</h2><${Shown} of=${outcomes}>${(data) => html`<${Learned} of=${data} />`}<//>
    ${may('operator') && html`<${Panels} />`}
    <${Commands} curl=${curlOf('GET', '/admin/cooperation/outcomes')} cli="./tutti coop show" />`;
}

const answer = (outcomes) => outcomes.rows ? t('cooperation.answer', { n: outcomes.rows, models: outcomes.models.length }) : t('cooperation.nothing_learned');

/** A question to several models, whose answers are counted. */
function Ask({ query }) {
  const [text, setText] = useState(query.question ?? '');
  const [models, setModels] = useState(query.models ?? 'sim, sim/sim-echo, sim');
  const voted = useAnswer('/v1/cooperation/parallel');
  const list = models.split(',').map((each) => each.trim()).filter(Boolean);
  const body = { query: text || '...', models: list, integration_strategy: 'voting', voting_params: { include_dissenting_views: true } };
  const run = (event) => {
    event?.preventDefault();
    if (text.trim()) voted.run(body);
  };
  return html`<h2>${t('cooperation.ask')}</h2><form onSubmit=${run}><label>${t('routing.question')}<textarea value=${text} onInput=${(event) => setText(event.target.value)} onKeyDown=${(event) => sends(event) && run()}></textarea></label>
      <label>${t('cooperation.models')}<input value=${models} onInput=${(event) => setModels(event.target.value)} /></label><p class="row"><button class="primary" disabled=${voted.busy}>${t('playground.run')}</button></p></form>
    <${Answered} of=${voted}>${(made) => html`<${Votes} of=${made} />`}<//>
    <${Commands} curl=${curlOf('POST', '/v1/cooperation/parallel', body)} cli=${`./tutti coop run parallel ${list.map((each) => `--model ${quoted(each)}`).join(' ')} ${quoted(body.query)}`} />`;
}

function Votes({ of }) {
  const whole = of.votes.reduce((sum, vote) => sum + (vote.weight ?? 0), 0) || 1;
  return html`<section class="panel" role="status"><h2>${of.consensus ? t('cooperation.agreed', { answer: visible(of.consensus), share: share(of.agreement) }) : t('cooperation.disagreed')}</h2>
    <${Facts} rows=${[[t('memory.confidence'), share(of.confidence_score)], [t('cooperation.agreement'), share(of.agreement)], [t('field.total'), span(of.total_time * 1000)], [t('field.cost'), money(of.cost_usd)], [t('field.tokens'), number(of.usage?.total_tokens)]]} />
    <${Table} caption=${t('cooperation.votes')} rows=${of.votes} columns=${[{ label: t('field.model'), cell: (vote) => visible(vote.model) }, { label: t('cooperation.vote'), cell: (vote) => vote.abstained ? t('cooperation.abstained') : visible(vote.canonical ?? vote.answer ?? '') },
      { label: t('cooperation.weight'), cell: (vote) => html`${number(vote.weight)} <${Bar} share=${(vote.weight ?? 0) / whole} />` }, { label: t('cooperation.text'), cell: (vote) => html`<details><summary>${t('cooperation.show')}</summary><p class="plain">${visible(vote.answer ?? vote.text ?? '')}</p></details>` }]} />
    ${(of.dissenting_views ?? []).length > 0 && html`<h2>${t('cooperation.dissent')}</h2><${Table} caption=${t('cooperation.dissent')} rows=${of.dissenting_views} columns=${[{ label: t('cooperation.vote'), cell: (view) => visible(view.answer) },
      { label: t('cooperation.members'), cell: (view) => visible((view.members ?? []).join(', ')) }, { label: t('costs.share'), cell: (view) => share(view.share) }, { label: t('cooperation.quote'), cell: (view) => html`<span class="plain">${visible(view.quote)}</span>` }]} />`}
    ${of.failures.map((failure) => html`<p class="bad-text">${visible(failure.model)}: ${word('error.', failure.code ?? failure.error?.code)}</p>`)}</section>`;
}

function Learned({ of }) {
  if (!of.rows) return html`<${Empty} why=${t('cooperation.learn_how')} cli="./tutti coop learn questions.jsonl" />`;
  return html`<${Table} caption=${t('cooperation.learned')} rows=${of.models} columns=${[{ label: t('field.model'), cell: (row) => visible(row.model), value: (row) => row.model }, { label: t('cooperation.answers'), number: true, cell: (row) => number(row.answers), value: (row) => row.answers },
    { label: t('cooperation.answered'), number: true, cell: (row) => number(row.answered), value: (row) => row.answered }, { label: t('cooperation.accuracy'), cell: (row) => html`${share(row.accuracy)} <${Bar} share=${row.accuracy} />`, value: (row) => row.accuracy }]} />
    <p class="quiet">${Object.entries(of.task_types).map(([type, n]) => `${word('task_type.', type)} ${number(n)}`).join(', ')}</p>`;
}

/** Panels measured on questions whose answers are known: what calibration and weights are worth. */
function Panels() {
  const measured = useAnswer('/admin/cooperation/evaluations', { type: 'application/jsonl' });
  const read = ({ target: { files: [file] } }) => file?.text().then(measured.run);
  return html`<h2>${t('cooperation.evaluate')}</h2><label>${t('cooperation.file')}<input type="file" accept=".jsonl,.json" onChange=${read} /></label>
    <${Answered} of=${measured}>${({ panels }) => panels.map((panel) => html`<${Certificate} of=${panel} />`)}<//>
    <${Commands} curl=${`curl -s -X POST ${location.origin}/admin/cooperation/evaluations -H "authorization: Bearer $TUTTI_KEY" -H 'content-type: application/jsonl' --data-binary @questions.jsonl`} cli="./tutti coop evaluate questions.jsonl" />`;
}
