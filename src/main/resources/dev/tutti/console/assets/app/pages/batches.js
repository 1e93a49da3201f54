// How far are the batches?
import { html } from '../../vendor/preact.js';
import { Action } from '../parts/action.js';
import { address, useData } from '../parts/api.js';
import { Commands, curlOf, quoted } from '../parts/commands.js';
import { Pager } from '../parts/filters.js';
import { Come, useSettled } from '../parts/fresh.js';
import { Link } from '../parts/place.js';
import { Head, Shown } from '../parts/states.js';
import { Table } from '../parts/table.js';
import { every, Progress, TaskState, topics } from '../parts/task.js';
import { number, t, time, visible } from '../parts/words.js';

const under = ['validating', 'in_progress', 'finalizing', 'cancelling'];

export default function Batches({ query, session }) {
  const path = address('/v1/batches', { after: query.after, limit: 50 });
  const batches = useData(path, query.after ? [] : topics, query.after ? 0 : every(session));
  const settled = useSettled(batches, 'id');
  const running = (data) => data.filter((batch) => under.includes(batch.status)).length;
  return html`<${Head} title=${t('page.batches')} answer=${batches.data && t('batches.answer', { n: batches.data.data.length, running: running(batches.data.data) })}>
      <${Link} to="/tasks">${t('page.tasks')}<//><//>
    <${Shown} of=${batches}>${(data) => html`<${Come} of=${settled} /><${Table} caption=${t('page.batches')} rows=${settled.rows} columns=${columns(batches.again)}
        empty=${{ why: t('batches.none'), cli: './tutti batch run requests.jsonl' }} />
      <${Pager} query=${query} next=${data.has_more && data.last_id} />`}<//>
    <${Commands} curl=${curlOf('GET', path)} cli="./tutti batch list" />`;
}

const columns = (done) => [
  { label: t('field.started'), cell: (batch) => batch.task_id ? html`<${Link} to=${`/tasks/${batch.task_id}`}>${time(batch.created_at * 1000)}<//>` : time(batch.created_at * 1000), value: (batch) => batch.created_at },
  { label: t('field.batch'), cell: (batch) => visible(batch.metadata?.name ?? batch.id) },
  { label: t('field.endpoint'), cell: (batch) => batch.endpoint, value: (batch) => batch.endpoint },
  { label: t('field.state'), cell: (batch) => html`<${TaskState} of=${batch.status} />`, value: (batch) => batch.status },
  { label: t('field.progress'), cell: (batch) => html`<${Progress} of=${{ done: batch.request_counts.completed + batch.request_counts.failed, total: batch.request_counts.total, text: '' }} />` },
  { label: t('batches.failed'), number: true, cell: (batch) => number(batch.request_counts.failed), value: (batch) => batch.request_counts.failed },
  { label: t('field.tokens'), number: true, cell: (batch) => number(batch.usage.total_tokens), value: (batch) => batch.usage.total_tokens },
  { label: t('field.actions'), cell: (batch) => html`<span class="row">${file(batch.output_file_id, t('batches.output'))}${file(batch.error_file_id, t('batches.errors'))}
    ${under.includes(batch.status) && html`<${Action} label=${t('task.cancel')} danger path=${`/v1/batches/${encodeURIComponent(batch.id)}/cancel`} body=${{}}
      cli=${`./tutti batch cancel ${quoted(batch.id)}`} preview=${t('batches.cancel_why')} done=${done} />`}</span>` },
];

const file = (id, text) => id && html`<a href=${`/v1/files/${encodeURIComponent(id)}/content`} download>${text}</a>`;
