// Which versions do people get, and how do these do?
import { html, useState } from '../../vendor/preact.js';
import { Action } from '../parts/action.js';
import { useData } from '../parts/api.js';
import { Commands, curlOf } from '../parts/commands.js';
import { go, Link } from '../parts/place.js';
import { Head, Shown, State } from '../parts/states.js';
import { Table } from '../parts/table.js';
import { money, number, share, span, t, visible } from '../parts/words.js';

const path = '/admin/skills';

/** The figures of all revisions that are given together; percentiles only of one. */
function sums(skill) {
  const figures = skill.figures ?? [];
  const runs = figures.reduce((sum, one) => sum + one.executions, 0);
  const good = figures.reduce((sum, one) => sum + one.executions * (one.success_rate ?? 0), 0);
  return { runs, success: runs ? good / runs : null, main: figures.find((one) => one.revision === skill.revision) };
}

export default function Skills({ session }) {
  const skills = useData(path, ['config.changed', 'release.changed']);
  const mayReload = session.rights?.includes('operator');
  return html`<${Shown} of=${skills}>${({ data, rejected }) => html`<${Head} title=${t('page.skills')} answer=${answer(data, rejected)}>
      ${mayReload && html`<${New} /><${Action} label=${t('skills.reload')} path=${`${path}/reload`} body=${{}} preview=${t('skills.reload_why')} done=${skills.again} />`}<//>
    ${Object.entries(rejected).map(([name, reasons]) => html`<section class="notice bad"><h2>${visible(name)}</h2>${reasons.map((reason) => html`<p>${visible(reason)}</p>`)}</section>`)}
    <${Table} caption=${t('page.skills')} rows=${data.map((skill) => ({ ...skill, ...sums(skill) }))} columns=${columns()} empty=${{ why: t('skills.none'), cli: './tutti skill new my_skill' }} />
    <${Commands} curl=${curlOf('GET', path)} cli="./tutti skill list" />`}<//>`;
}

/** A name, and the way to the editor. */
function New() {
  const [name, setName] = useState('');
  const enter = (event) => { event.preventDefault(); if (name.trim()) go(`/skills/${encodeURIComponent(name.trim())}/edit`); };
  return html`<form class="row" onSubmit=${enter}><input value=${name} aria-label=${t('skills.new_name')} placeholder=${t('skills.new_name')} required onInput=${(event) => setName(event.target.value)} /><button class="small">${t('skills.new')}</button></form>`;
}

function answer(skills, rejected) {
  const trial = skills.filter((skill) => Object.keys(skill.split ?? {}).length > 1).length;
  const troubled = skills.filter((skill) => skill.problems.length).length + Object.keys(rejected).length;
  return [t('skills.answer', { n: skills.length, trial }), troubled ? t('skills.troubled', { n: troubled }) : ''].join(' ');
}

const columns = () => [
  { label: t('field.skill'), cell: (skill) => html`<${Link} to=${`/skills/${encodeURIComponent(skill.name)}`}>${visible(skill.name)}<//> <span class="quiet">${visible(skill.description)}</span>`, value: (skill) => skill.name },
  { label: t('field.version'), cell: (skill) => skill.version ?? '–', value: (skill) => skill.version },
  { label: t('skills.given'), cell: (skill) => given(skill.split) },
  { label: t('field.state'), cell: (skill) => html`<${State} kind=${skill.problems.length ? 'warn' : 'good'}>${t(skill.problems.length ? 'skills.problems' : 'skills.served', { n: skill.problems.length })}<//>` },
  { label: t('field.executions'), number: true, cell: (skill) => number(skill.runs), value: (skill) => skill.runs },
  { label: t('measure.success_rate'), number: true, cell: (skill) => share(skill.success), value: (skill) => skill.success ?? -1 },
  { label: t('measure.total_p95'), number: true, cell: (skill) => span(skill.runs ? skill.main?.p95_ms : null), value: (skill) => skill.main?.p95_ms ?? -1 },
  { label: t('skills.usd'), number: true, cell: (skill) => money(skill.main?.usd_per_execution), value: (skill) => skill.main?.usd_per_execution ?? -1 },
];

const given = (split) => {
  const arms = Object.entries(split ?? {}).filter(([, weight]) => weight > 0);
  const whole = arms.reduce((sum, [, weight]) => sum + weight, 0);
  return arms.length ? arms.map(([version, weight]) => `${version} ${share(weight / whole)}`).join(', ') : t('skills.all_get');
};
