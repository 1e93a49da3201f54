// Which version of this skill should people get?
import { html, useState } from '../../vendor/preact.js';
import { Action, typed } from '../parts/action.js';
import { address, ask, useData } from '../parts/api.js';
import { Commands, curlOf, quoted } from '../parts/commands.js';
import { TestResults } from '../parts/draft.js';
import { Choice } from '../parts/filters.js';
import { arms, Lanes, lanes, Trials } from '../parts/lanes.js';
import { Link } from '../parts/place.js';
import { Diff, Value } from '../parts/shapes.js';
import { Empty, Failed, Head, Outcome, Shown, State } from '../parts/states.js';
import { Table } from '../parts/table.js';
import { number, share, t, time, visible } from '../parts/words.js';

export default function Skill({ name, query, session }) {
  const path = `/admin/skills/${encodeURIComponent(name)}`;
  const skill = useData(path, ['config.changed', 'release.changed'], 10_000);
  const revisions = useData(`${path}/revisions`, ['release.changed']);
  const done = () => { skill.again(); revisions.again(); };
  const admin = session.rights?.includes('admin');
  const operator = session.rights?.includes('operator');
  return html`<${Shown} of=${skill}>${(data) => html`<${Head} title=${visible(name)} answer=${answer(data)}>${operator && html`<${Link} to=${`/skills/${encodeURIComponent(name)}/edit`}>${t('skill.edit')}<//>`}${admin && html`<${Releases} skill=${data} path=${path} done=${done} />`}<//>
    <p class="quiet">${visible(data.description)}</p>
    ${data.problems.map((problem) => html`<section class="notice bad"><p>${visible(problem)}</p></section>`)}
    <h2>${t('skill.versions')}</h2><${Lanes} skill=${data} actions=${(row) => admin && row.share < 1 && html`<${Action} label=${t('skill.rollback')} name=${t('skill.rollback_to', { version: row.version })} danger
      path=${`${path}/rollback`} body=${{ to: row.version }} cli=${`./tutti skill rollback ${quoted(name)} --to ${row.version}`} preview=${affected(data, row.version)} done=${done} />`} />
    ${data.trials?.length > 0 && html`<h2>${t('skill.trials')}</h2><${Trials} trials=${data.trials} />`}
    ${data.ended_trial && html`<h2>${t('skill.ended_trial')}</h2><p><${State} kind=${data.ended_trial.verdict === 'worse' ? 'bad' : 'good'}>${t(`skill.trial_${data.ended_trial.verdict}`)}<//> ${visible(data.ended_trial.why)} <span class="quiet">${time(data.ended_trial.at)}</span></p><${Trials} trials=${[data.ended_trial.trial]} />`}
    ${operator && html`<${Shown} of=${revisions}>${(all) => html`<${Compare} path=${path} name=${name} revisions=${all.data} skill=${data} query=${query} />`}<//>
      <h2>${t('skill.recordings')}</h2><${Recordings} path=${path} />`}
    ${data.release && html`<details class="commands"><summary>${t('skill.release')}</summary><${Value} of=${data.release} /></details>`}
    <h2>${t('skill.tests')}</h2>${operator && html`<${Tests} path=${path} skill=${data} />`}<${Empty} why=${t('skill.tests_where')} cli=${`./tutti skill test ${quoted(name)}`} />
    <${Commands} curl=${curlOf('GET', path)} cli=${`./tutti skill show ${quoted(name)}`} />`}<//>`;
}

function answer(skill) {
  const shown = arms(skill).filter(([, part]) => part > 0).map(([version, part]) => `${version} (${share(part)})`).join(', ');
  const worst = Math.max(0, ...(skill.trials ?? []).flatMap((trial) => Object.values(trial.measures).map((measure) => measure.evidence)));
  return [t('skill.answer', { arms: shown }), skill.trials?.length ? t('skill.answer_trial', { evidence: number(worst) }) : ''].join(' ');
}

/** Who is affected by giving everybody another version. */
function affected(skill, version) {
  const away = arms(skill).filter(([one]) => one !== version);
  const runs = lanes(skill).filter((lane) => lane.version !== version && lane.share > 0).reduce((sum, lane) => sum + (lane.of?.executions ?? 0), 0);
  return html`<p>${t('skill.rollback_why', { version, away: away.map(([one, part]) => `${one} (${share(part)})`).join(', '), n: runs })}</p>`;
}

const splitOf = (name, given, sticky) => ['./tutti skill split', quoted(name), ...Object.entries(given ?? {}).map(([version, weight]) => quoted(`${version}=${weight}`)), '--sticky', sticky].join(' ');

function Releases({ skill, path, done }) {
  const versions = skill.versions.map((version) => [version, version]);
  const split = Object.fromEntries(arms(skill).map(([version, part]) => [version, Math.round(part * 100)]));
  return html`<${Action} label=${t('skill.label')} done=${done} preview=${t('skill.label_why')} fields=${[{ name: 'label', label: t('field.label'), value: 'production', required: true }, { name: 'version', label: t('field.version'), options: versions }]}
      request=${({ label, version }) => ({ path: `${path}/label`, body: { label, version }, cli: `./tutti skill label ${quoted(skill.name)} ${quoted(label)} ${version}` })} />
    <${Action} label=${t('skill.split')} done=${done} preview=${t('skill.split_why')} fields=${[{ name: 'arms', label: t('skill.arms'), kind: 'area', value: JSON.stringify(split) },
      { name: 'sticky', label: t('skill.sticky'), options: ['session', 'user', 'key'].map((each) => [each, t(`sticky.${each}`)]) }]}
      request=${({ arms: given, sticky }) => ({ path: `${path}/split`, body: { arms: typed(given) ?? {}, sticky }, cli: splitOf(skill.name, typed(given), sticky) })} />
    ${skill.release?.laid_over && html`<${Action} label=${t('skill.reset')} method="DELETE" path=${`${path}/release`} cli=${`./tutti skill reset ${quoted(skill.name)}`} preview=${t('skill.reset_why')} done=${done} />`}`;
}

/** What differs between two revisions, under what came of both. */
function Compare({ path, name, revisions, skill, query }) {
  const options = revisions.map((one) => [one.revision, `${one.revision} · ${time(one.at)}`]);
  const from = query.from ?? revisions.find((one) => one.standing)?.revision ?? options[1]?.[0];
  const to = query.to ?? options.find(([revision]) => revision !== from)?.[0];
  if (options.length < 2) return null;
  const rows = [from, to].map((revision) => ({ revision, of: (skill.figures ?? []).find((one) => one.revision === revision) }));
  return html`<h2>${t('skill.diff')}</h2><div class="filters"><${Choice} name="from" value=${from} options=${options} label=${t('skill.older')} /><${Choice} name="to" value=${to} options=${options} label=${t('skill.newer')} /></div>
    <${Table} caption=${t('skill.outcomes')} rows=${rows} columns=${[
      { label: t('field.revision'), cell: (row) => row.revision }, { label: t('field.executions'), number: true, cell: (row) => number(row.of?.executions ?? 0) },
      { label: t('measure.success_rate'), number: true, cell: (row) => share(row.of?.success_rate) }, { label: t('skill.invalid'), number: true, cell: (row) => number(row.of?.invalid_output) },
      { label: t('skill.tokens'), number: true, cell: (row) => number(row.of?.tokens_per_execution) }]} />
    ${from !== to && html`<${Difference} path=${path} name=${name} from=${from} to=${to} />`}`;
}

function Difference({ path, name, from, to }) {
  const where = address(`${path}/diff`, { from, to });
  return html`<${Shown} of=${useData(where)}>${(data) => html`<${Diff} text=${data.diff || t('skill.same')} />
    <${Commands} curl=${curlOf('GET', where)} cli=${`./tutti skill diff ${quoted(name)} ${from.split('+')[0]} ${to.split('+')[0]}`} />`}<//>`;
}

/** The tests of the version that most get, run now with what they say that models say. */
function Tests({ path, skill }) {
  const [state, setState] = useState({});
  const run = async () => {
    setState({ busy: true });
    try {
      const { files } = await ask('GET', `${path}/revisions/${encodeURIComponent(skill.revision)}`);
      setState({ answer: await ask('POST', `${path}/check`, { version: skill.version, files }) });
    } catch (error) {
      setState({ error });
    }
  };
  return html`<div><p class="row"><button onClick=${run} disabled=${state.busy}>${t('skill.run_tests', { version: skill.version })}</button></p>${state.error && html`<${Failed} error=${state.error} />`}
    ${state.answer && html`<div role="status">${state.answer.tests.length ? html`<${TestResults} tests=${state.answer.tests} />` : html`<p class="quiet">${t('skill.no_tests')}</p>`}</div>`}</div>`;
}

function Recordings({ path }) {
  return html`<${Shown} of=${useData(`${path}/recordings`)}>${({ data }) => html`<${Table} caption=${t('skill.recordings')} rows=${data} empty=${t('skill.no_recordings')} columns=${[
    { label: t('field.started'), cell: (row) => html`<a href=${`${path}/recordings/${encodeURIComponent(row.id)}`} download=${`${row.id}.json`}>${time(row.at)}</a>`, value: (row) => row.at },
    { label: t('field.revision'), cell: (row) => row.revision }, { label: t('field.outcome'), cell: (row) => html`<${Outcome} of=${row.outcome} />` },
    { label: t('field.bytes'), number: true, cell: (row) => number(row.bytes), value: (row) => row.bytes }]} />`}<//>`;
}
