// What did the model see of this conversation, and why?
import { html } from '../../vendor/preact.js';
import { Action } from '../parts/action.js';
import { address, useData } from '../parts/api.js';
import { Commands, curlOf, quoted } from '../parts/commands.js';
import { Pager } from '../parts/filters.js';
import { go, Link } from '../parts/place.js';
import { Say } from '../parts/say.js';
import { Split, Value } from '../parts/shapes.js';
import { Spent } from '../parts/spent.js';
import { Head, Shown } from '../parts/states.js';
import { Facts } from '../parts/table.js';
import { Turn } from '../parts/turn.js';
import { number, share, t, time, visible, word } from '../parts/words.js';

export default function Session({ id, query, session }) {
  const path = `/v1/sessions/${encodeURIComponent(id)}`;
  const kept = useData(`${path}?usage=true`, ['call.ended']);
  const view = useData(`${path}/view`);
  const messages = useData(address(`${path}/messages`, { after: query.after, limit: 100 }), ['call.ended']);
  const done = () => { kept.again(); view.again(); messages.again(); };
  return html`<${Shown} of=${kept}>${(data) => html`<${Head} title=${visible(data.title ?? id)} answer=${view.data && answer(view.data)}><${Actions} id=${id} path=${path} done=${done} /><//>
    <${Facts} rows=${facts(data)} />
    <${Shown} of=${view}>${(seen) => html`<${Seen} of=${seen} />
      <h2>${t('session.turns')}</h2><${Shown} of=${messages}>${(all) => html`${all.data.map((message, at) => html`<${Turn} key=${message.id} of=${message} before=${all.data.slice(0, at)} view=${seen} id=${id} path=${path} session=${session} done=${done} />`)}
        <${Pager} query=${query} next=${all.has_more && all.data.at(-1).id} back=${t('session.first')} on=${t('session.later')} />`}<//>`}<//>
    <${Say} path=${path} id=${id} model=${data.model} query=${query} done=${done} />
    <${Commands} curl=${curlOf('GET', `${path}/view`)} cli=${`./tutti session show ${quoted(id)} --view`} />`}<//>`;
}

const answer = (view) => t('session.answer', { tokens: view.tokens, full: view.tokens_full, kept: view.kept, summarised: view.summarised, dropped: view.dropped });

const facts = (session) => [[t('field.session'), session.id], [t('field.user'), session.user && html`<${Link} to=${`/memory?user=${encodeURIComponent(session.user)}`}>${visible(session.user)}<//>`],
  [t('field.model'), visible(session.model)], [t('session.system'), visible(session.system)], [t('session.strategy'), word('strategy.', session.context.strategy ?? 'configured')],
  [t('session.budget_tokens'), session.context.budget_tokens && number(session.context.budget_tokens)], [t('field.created_at'), time(session.created_at)], [t('field.used'), time(session.used_at)],
  [t('measure.calls'), number(session.usage.calls)], [t('field.tokens'), number(session.usage.input_tokens + session.usage.output_tokens)], [t('field.cost'), html`<${Spent} of=${session.usage} />`], [t('measure.saved_tokens'), number(session.usage.saved_tokens)]];

/** The view that the next message would go with. */
function Seen({ of }) {
  const parts = [['kept', of.kept], ['summarised', of.summarised], ['dropped', of.dropped]].map(([name, value]) => ({ label: t(`session.${name}`), value, text: number(value) }));
  const saved = of.tokens_full ? 1 - of.tokens / of.tokens_full : 0;
  return html`<section class="panel"><h2>${t('session.view')}</h2><${Split} parts=${parts} />
    <p>${saved > 0 && t('session.saved', { share: share(saved) })} ${of.loss && word('loss.', of.loss)}</p>${(of.warnings ?? []).map((warning) => html`<p class="bad-text">${visible(warning)}</p>`)}
    <details><summary>${t('session.sent')}</summary><${Value} of=${of.messages ?? []} /></details></section>`;
}

function Actions({ id, path, done }) {
  return html`<${Action} label=${t('session.compact')} path=${`${path}/compact`} body=${{}} cli=${`./tutti session compact ${quoted(id)}`} preview=${t('session.compact_why')} done=${done} />
    <a href=${`${path}/export`} download=${`${id}.jsonl`}>${t('session.export')}</a><a href=${`${path}/labels`} download=${`${id}-labels.jsonl`}>${t('session.labels')}</a>
    <${Action} label=${t('session.erase')} danger preview=${t('session.erase_why')} done=${() => go('/sessions', { replace: true })} fields=${[{ name: 'memories', label: t('session.erase_memories'), options: [['false', t('answer.no')], ['true', t('answer.yes')]] },
        { name: 'typed', label: t('session.type_id', { id }), required: true }]}
      request=${({ memories, typed }) => { if (typed !== '' && typed !== id) throw new Error(t('session.not_id')); return { method: 'DELETE', path: address(path, { memories: memories === 'true' ? 'true' : '' }), cli: `./tutti session erase ${quoted(id)}${memories === 'true' ? ' --memories' : ''}` }; }} />`;
}
