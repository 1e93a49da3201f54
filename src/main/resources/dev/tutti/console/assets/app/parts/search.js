// What a few letters find on the server: saved views, skills, deployments, alert rules, keys, characters, groups, sessions, tasks and calls, as far as the reader's role sees them.
import { useEffect, useState } from '../../vendor/preact.js';
import { address, ask } from './api.js';
import { t, visible, word } from './words.js';

const most = 4;
const least = 2;
const pause = 200;
const watchers = ['admin', 'operator', 'auditor'];
const callers = ['admin', 'operator', 'user'];

const has = (texts, wanted) => texts.some((text) => String(text ?? '').toLowerCase().includes(wanted));
const quote = (text) => `"${text.replace(/["\\]/g, '\\$&')}"`;
const row = (kind, text, to) => ({ text: `${word('page.', kind)}: ${visible(text)}`, to });
const one = (path, id) => `${path}/${encodeURIComponent(id)}`;

/** The action that keeps calls away from a deployment, or lets them come again. */
function switched({ deployment, drained }) {
  const way = drained ? 'resume' : 'drain';
  return { text: t(`palette.${way}`, { name: visible(deployment) }), also: `${way} ${deployment}`, to: `/models?${new URLSearchParams({ do: way, of: deployment })}` };
}

/** What is read whole, once, and searched here. */
const whole = [
  { roles: [...watchers, 'user'], path: '/console/saved-views', rows: ({ data }, wanted) => data.filter((view) => has([view.name], wanted)).map((view) => row('view', view.name, view.path)) },
  { roles: watchers, path: '/admin/skills', rows: ({ data }, wanted) => data.filter((skill) => has([skill.name, skill.description], wanted)).map((skill) => row('skill', skill.name, one('/skills', skill.name))) },
  { roles: watchers, path: '/admin/deployments', rows: ({ data }, wanted) => data.filter((each) => has([each.deployment], wanted)).map((each) => row('models', each.deployment, `/models?${new URLSearchParams({ tab: 'explain', model: each.deployment })}`)) },
  { roles: ['admin'], path: '/admin/deployments', rows: ({ data }, wanted) => data.map((each) => switched(each)).filter((each) => has([each.text, each.also], wanted)) },
  { roles: watchers, path: '/admin/alerts/rules', rows: ({ data }, wanted) => data.filter((rule) => has([rule.name], wanted)).map((rule) => row('rule', rule.name, one('/alert-rules', rule.name))) },
  { roles: ['admin'], path: '/admin/keys', rows: ({ data }, wanted) => data.filter((key) => has([key.id, key.name, key.prefix, key.owner], wanted)).map((key) => row('keys', `${key.name} ${key.prefix}…`, `/calls?${new URLSearchParams({ filter: `key=${key.id}` })}`)) },
  { roles: callers, path: '/v1/groups?limit=100', rows: ({ data }, wanted) => data.filter((each) => has([each.id, each.name], wanted)).map((each) => row('group', each.name || each.id, one('/groups', each.id))) },
  { roles: callers, path: '/v1/characters?limit=100', rows: ({ data }, wanted) => data.filter((each) => has([each.id, each.name, each.display_name], wanted)).map((each) => row('character', each.display_name ?? each.name, one('/characters', each.id))) },
];

const sessions = (path) => ({ roles: callers, path, rows: ({ data }) => data.map((session) => row('session', session.title ?? session.id, one('/sessions', session.id))) });
const tasks = (filter) => ({ roles: callers, path: address('/v1/tasks', { filter, limit: most }), rows: ({ data }) => data.map((task) => row('task', `${word('kind.', task.kind)} ${task.subject ?? ''} · ${word('task.', task.status)}`, one('/tasks', task.task_id))) });
const calls = (filter) => ({ roles: watchers, path: address('/admin/calls', { filter, limit: most }), rows: ({ data }) => data.map((call) => row('call', `${call.call} · ${call.model} · ${word('outcome.', call.outcome)}`, one('/calls', call.call))) });

/** What the server is asked for each text. */
const asked = (text) => [sessions(address('/v1/sessions', { text, limit: most })), tasks(`subject~${quote(text)}`), tasks(`task~${quote(text)}`), calls(`call~${quote(text)}`), calls(`user~${quote(text)}`), calls(`skill~${quote(text)}`)];

/** What the reader has no right to, or what failed, finds nothing. */
const read = (place, signal) => ask('GET', place.path, undefined, signal).catch(() => ({ data: [] }));

/** Rows `{text, to}` for a text; they come when the server has answered. */
export function useFound(text, role) {
  const [kept, setKept] = useState([]);
  const [found, setFound] = useState([]);
  const wanted = text.trim();
  const allowed = (place) => place.roles.includes(role);
  const long = wanted.length >= least;
  useEffect(() => {
    if (!long) return undefined;
    const stop = new AbortController();
    Promise.all(whole.filter(allowed).map(async (place) => ({ place, data: await read(place, stop.signal) }))).then((all) => stop.signal.aborted || setKept(all));
    return () => stop.abort();
  }, [long]);
  useEffect(() => {
    setFound([]);
    if (!long) return undefined;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const all = await Promise.all(asked(wanted).filter(allowed).map(async (place) => place.rows(await read(place, stop.signal)).slice(0, most)));
      if (!stop.signal.aborted) setFound(all.flat());
    }, pause);
    return () => { clearTimeout(timer); stop.abort(); };
  }, [wanted]);
  if (!long) return [];
  const here = kept.flatMap(({ place, data }) => place.rows(data, wanted.toLowerCase()).slice(0, most));
  return [...new Map([...here, ...found].map((each) => [each.to, each])).values()];
}

/** How many there are, for who does not see them come. */
export const foundText = (rows) => rows.length ? t('palette.found', { n: rows.length }) : '';
