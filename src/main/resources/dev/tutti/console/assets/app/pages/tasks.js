// What runs, what waits, and what has failed?
import { html } from '../../vendor/preact.js';
import { Action } from '../parts/action.js';
import { address, useData } from '../parts/api.js';
import { Commands, curlOf, quoted } from '../parts/commands.js';
import { ofTasks } from '../parts/fields.js';
import { FilterLine, Pager, Tabs } from '../parts/filters.js';
import { Come, useSettled } from '../parts/fresh.js';
import { at, Link } from '../parts/place.js';
import { Head, Shown } from '../parts/states.js';
import { Table } from '../parts/table.js';
import { every, Progress, TaskState, topics, waits } from '../parts/task.js';
import { money, number, span, t, time, visible, word } from '../parts/words.js';

const states = ['running', 'pending', 'scheduled', 'retrying', 'dead', 'failed', 'timed_out', 'cancelled', 'succeeded'];
const open = ['scheduled', 'pending', 'running', 'retrying'];
const ended = ['failed', 'timed_out', 'cancelled', 'dead'];

const columns = () => [
  { label: t('field.started'), cell: (task) => html`<${Link} to=${`/tasks/${task.task_id}`}>${time(task.created_at)}<//>`, value: (task) => task.created_at },
  { label: t('field.kind'), cell: (task) => visible([word('kind.', task.kind), task.subject].filter(Boolean).join(' · ')), value: (task) => task.kind },
  { label: t('field.state'), cell: (task) => html`<${TaskState} of=${task.status} />`, value: (task) => task.status },
  { label: t('field.progress'), cell: (task) => (task.progress?.done || task.progress?.total || task.error || task.waits_for) && html`<${Progress} of=${task.progress} /> ${task.error && html`<span class="bad-text">${word('error.', task.error.code)}</span>`}${waits(task)}` },
  { label: t('field.priority'), number: true, cell: (task) => number(task.priority), value: (task) => task.priority },
  { label: t('field.attempts'), number: true, cell: (task) => number(task.attempts), value: (task) => task.attempts },
  { label: t('field.ran'), number: true, cell: (task) => span(task.run_time * 1000), value: (task) => task.run_time },
  { label: t('field.cost'), number: true, cell: (task) => money(task.usage.cost_usd), value: (task) => task.usage.cost_usd },
];

export default function Tasks({ query, session }) {
  const path = address('/v1/tasks', { status: query.status, filter: query.filter, after: query.after, limit: 50 });
  const tasks = useData(path, query.after ? [] : topics, query.after ? 0 : every(session));
  const settled = useSettled(tasks, 'task_id');
  const filter = [query.status && `status=${query.status}`, query.filter].filter(Boolean).join(' ');
  return html`<${Head} title=${t('page.tasks')} answer=${tasks.data && answer(tasks.data)}><${Link} to="/batches">${t('page.batches')}<//><//>
    <${Tabs} name="status" value=${query.status} label=${t('field.state')} tabs=${[['', t('tasks.all')], ...states.map((state) => [state, word('task.', state)])]} />
    <${FilterLine} value=${query.filter} label=${t('tasks.filter')} placeholder="kind=chat class=network_error created>-24h" fields=${ofTasks} />
    <${Shown} of=${tasks}>${(data) => html`<${Causes} tasks=${data.data} />
      <${Come} of=${settled} /><${Table} caption=${t('page.tasks')} rows=${settled.rows} columns=${columns()} empty=${filter ? t('tasks.none_of_filter') : nothing()} />
      <${Pager} query=${query} next=${data.has_more && data.data.at(-1).task_id} />
      ${data.data.length > 0 && html`<${Together} filter=${filter} done=${tasks.again} />`}`}<//>
    <${Commands} curl=${curlOf('GET', path)} cli=${`./tutti task list${filter ? ` --filter ${quoted(filter)}` : ''}`} />`;
}

const nothing = () => ({ why: t('tasks.none'), cli: `./tutti task submit chat --input '{"model":"sim","messages":[{"role":"user","content":"Hello"}]}'` });

/** What stands in the list that is seen; it may go on. */
function answer({ data, has_more: more }) {
  const many = (wanted) => data.filter((task) => wanted.includes(task.status)).length;
  return t(more ? 'tasks.answer_of_more' : 'tasks.answer', { n: data.length, running: many(['running']), waiting: many(['scheduled', 'pending', 'retrying']), failed: many(['failed', 'timed_out', 'dead']) });
}

/** The errors of what has failed, the most frequent first, each a filter. */
function Causes({ tasks }) {
  const causes = Map.groupBy(tasks.filter((task) => task.error && ended.includes(task.status)), (task) => task.error.code);
  if (!causes.size) return null;
  return html`<p class="row"><span class="quiet">${t('tasks.causes')}</span>${[...causes].sort((a, b) => b[1].length - a[1].length).map(([code, all]) =>
    html`<${Link} class="chip" to=${at({ filter: `code=${code}`, status: '', after: '' })}>${word('outcome.', code)} <b>${number(all.length)}</b><//>`)}</p>`;
}

/** What is done with all tasks of the filter, not only those that are seen. */
function Together({ filter, done }) {
  const all = (path, body) => ({ path, body: { filter: body } });
  return html`<p class="row"><${Action} label=${t('tasks.requeue_all')} preview=${() => html`<${Count} filter=${filter} states=${ended} text="tasks.requeue_count" />`} done=${done}
      request=${() => ({ ...all('/v1/tasks/requeue', filter), cli: `./tutti task requeue --filter ${quoted(filter)}` })} />
    <${Action} label=${t('tasks.cancel_all')} danger preview=${() => html`<${Count} filter=${filter} states=${open} text="tasks.cancel_count" />`} done=${done}
      request=${() => ({ ...all('/v1/tasks/cancel', filter), cli: `./tutti task cancel --filter ${quoted(filter)}` })} /></p>`;
}

function Count({ filter, states: wanted, text }) {
  const found = useData(address('/v1/tasks', { filter, limit: 1000 }));
  return html`<${Shown} of=${found}>${({ data, has_more: more }) => html`<p>${t(text, { filter: filter || '*', n: data.filter((task) => wanted.includes(task.status)).length })}
    ${more && t('tasks.count_bound')}</p>`}<//>`;
}
