// How far is this task, and what has happened to it?
import { html } from '../../vendor/preact.js';
import { Action, typed } from '../parts/action.js';
import { useData } from '../parts/api.js';
import { Commands, curlOf, quoted } from '../parts/commands.js';
import { Link } from '../parts/place.js';
import { Value } from '../parts/shapes.js';
import { Head, Shown } from '../parts/states.js';
import { Facts, Table } from '../parts/table.js';
import { every, over, Progress, TaskState, topics, waits } from '../parts/task.js';
import { money, number, size, span, t, time, visible, word } from '../parts/words.js';

export default function Task({ id, session }) {
  const path = `/v1/tasks/${encodeURIComponent(id)}`;
  const task = useData(path, topics, every(session));
  const report = useData(`${path}/report`, topics, every(session));
  const done = () => { task.again(); report.again(); };
  return html`<${Shown} of=${task}>${(data) => html`<${Head} title=${t('page.task')} answer=${html`<${TaskState} of=${data.status} /> ${answer(data)}`}>
      <${Actions} task=${data} path=${path} done=${done} /><//>
    ${data.error && html`<section class="notice bad"><p>${word('error.', data.error.code)}</p><p class="quiet">${visible(data.error.message)}</p>
      <p class="quiet">${t('state.code', { code: data.error.code })} · ${word('class.', data.error.class)} · ${word('severity.', data.error.severity)}</p></section>`}
    <p><${Progress} of=${data.progress} /> ${waits(data)}</p>
    <h2>${t('call.figures')}</h2><${Facts} rows=${facts(data, session)} />
    <${Shown} of=${report}>${(all) => html`<h2>${t('task.steps')}</h2><${Table} caption=${t('task.steps')} rows=${all.steps} columns=${steps()} empty=${t('task.no_steps')} />
      <h2>${t('task.history')}</h2><${Table} caption=${t('task.history')} rows=${all.history} columns=${events()} />`}<//>
    ${data.result && html`<h2>${t('task.result')}</h2><${Value} of=${data.result} />`}
    <${Commands} curl=${curlOf('GET', path)} cli=${`./tutti task show ${quoted(id)}`} />`}<//>`;
}

function answer(task) {
  const values = { kind: word('kind.', task.kind), subject: visible(task.subject), attempts: task.attempts, ran: span(task.run_time * 1000) };
  return t(over(task.status) ? 'task.answer_over' : 'task.answer', values);
}

function Actions({ task, path, done }) {
  const again = ['failed', 'timed_out', 'cancelled', 'dead'].includes(task.status);
  if (again) {
    return html`<${Action} label=${t('task.requeue')} preview=${t('task.requeue_why')} done=${done}
      fields=${[{ name: 'limits', label: t('task.limits'), kind: 'area', hint: '{"cost_usd": 2, "wall_time": "10m"}' }]}
      request=${({ limits }) => ({ path: `${path}/requeue`, body: limits.trim() ? { limits: typed(limits) } : {},
        cli: `./tutti task requeue ${quoted(task.task_id)}${limits.trim() ? ` --limits ${quoted(limits.trim())}` : ''}` })} />`;
  }
  return over(task.status) ? null : html`<${Action} label=${t('task.cancel')} danger path=${`${path}/cancel`} body=${{}} cli=${`./tutti task cancel ${quoted(task.task_id)}`} preview=${t('task.cancel_why')} done=${done} />`;
}

const calls = (task, session) => session.role === 'user' ? '' : html`<${Link} to=${`/calls?filter=${encodeURIComponent(`task=${task.task_id}`)}`}>${t('task.calls')}<//>`;
const band = (of, form) => of && t('task.band', { median: form(of.median), low: form(of.low), high: form(of.high) });

const facts = (task, session) => [[t('field.task'), task.task_id], [t('field.created'), time(task.created_at)], [t('field.begun'), task.started_at && time(task.started_at)],
  [t('field.ended'), task.ended_at && time(task.ended_at)], [t('field.not_before'), task.status === 'scheduled' || task.status === 'retrying' ? time(task.run_at) : ''],
  [t('field.deadline'), task.deadline && time(task.deadline)], [t('field.queued'), span(task.queue_time * 1000)], [t('field.ran'), span(task.run_time * 1000)],
  [t('field.priority'), [number(task.priority), visible(task.priority_reason)].filter(Boolean).join(' · ')], [t('field.tokens'), number(task.usage.total_tokens)], [t('field.cost'), money(task.usage.cost_usd)],
  [t('task.network'), size(task.usage.network_bytes)], [t('task.cpu'), task.usage.cpu_time === null ? '' : span(task.usage.cpu_time * 1000)],
  [t('task.predicted_time'), band(task.predicted?.duration, (seconds) => span(seconds * 1000))], [t('task.predicted_cost'), band(task.predicted?.cost_usd, money)],
  [t('task.schedule'), task.schedule && visible(task.schedule.cron ? `${task.schedule.cron} (${task.schedule.zone ?? 'UTC'})` : task.schedule.every)],
  [t('task.of_schedule'), task.schedule_id && html`<${Link} to=${`/tasks/${task.schedule_id}`}>${task.schedule_id}<//>`], [t('page.calls'), calls(task, session)]];

const steps = () => [
  { label: t('field.step'), cell: (step) => visible(step.step) },
  { label: t('field.attempt'), number: true, cell: (step) => number(step.attempt) },
  { label: t('field.ended'), cell: (step) => time(step.ended_at) },
  { label: t('field.tokens'), number: true, cell: (step) => number(step.usage.total_tokens) },
  { label: t('field.cost'), number: true, cell: (step) => money(step.usage.cost_usd) },
];

const known = ['number', 'at', 'type'];
const details = (event) => Object.entries(event).filter(([name, value]) => !known.includes(name) && value !== null && value !== '')
  .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`).join(', ');

const events = () => [
  { label: t('field.number'), number: true, cell: (event) => number(event.number) },
  { label: t('field.started'), cell: (event) => time(event.at) },
  { label: t('field.event'), cell: (event) => word('event.', event.type) },
  { label: t('field.details'), cell: (event) => html`<code>${visible(details(event))}</code>` },
];
