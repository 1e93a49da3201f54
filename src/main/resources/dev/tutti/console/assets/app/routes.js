// All pages, in the order of the navigation. A path may have `:name` parts; `key` follows `g`; `roles` are those whom its data needs.

const operator = ['admin', 'operator', 'auditor'];
const callers = ['admin', 'operator', 'user'];
const everybody = ['admin', 'operator', 'auditor', 'user'];

export const routes = [
  { path: '/', name: 'overview', group: 'now', key: 'o', roles: operator, page: () => import('./pages/overview.js') },
  { path: '/alerts', name: 'alerts', group: 'now', key: 'a', roles: operator, page: () => import('./pages/alerts.js') },
  { path: '/alerts/:id', name: 'alert', under: 'alerts', roles: operator, page: () => import('./pages/alert.js') },
  { path: '/alert-rules/:name', name: 'rule', under: 'alerts', roles: operator, page: () => import('./pages/rule.js') },
  { path: '/views', name: 'views', group: 'now', key: 'w', roles: everybody, page: () => import('./pages/views.js') },
  { path: '/playground', name: 'playground', group: 'use', key: 'p', roles: callers, page: () => import('./pages/playground.js') },
  { path: '/skills', name: 'skills', group: 'use', key: 's', roles: operator, page: () => import('./pages/skills.js') },
  { path: '/skills/:name', name: 'skill', under: 'skills', roles: operator, page: () => import('./pages/skill.js') },
  { path: '/skills/:name/edit', name: 'skill_editor', under: 'skills', roles: ['admin', 'operator'], page: () => import('./pages/skill_editor.js') },
  { path: '/sessions', name: 'sessions', group: 'use', key: 'n', roles: callers, page: () => import('./pages/sessions.js') },
  { path: '/sessions/:id', name: 'session', under: 'sessions', roles: callers, page: () => import('./pages/session.js') },
  { path: '/memory', name: 'memory', under: 'sessions', roles: callers, page: () => import('./pages/memory.js') },
  { path: '/tasks', name: 'tasks', group: 'use', key: 't', roles: callers, page: () => import('./pages/tasks.js') },
  { path: '/tasks/:id', name: 'task', under: 'tasks', roles: callers, page: () => import('./pages/task.js') },
  { path: '/batches', name: 'batches', under: 'tasks', roles: callers, page: () => import('./pages/batches.js') },
  { path: '/characters', name: 'characters', group: 'use', key: 'h', roles: callers, page: () => import('./pages/characters.js') },
  { path: '/characters/:id', name: 'character', under: 'characters', roles: callers, page: () => import('./pages/character.js') },
  { path: '/groups', name: 'groups', under: 'characters', roles: callers, page: () => import('./pages/groups.js') },
  { path: '/groups/:id', name: 'group', under: 'characters', roles: callers, page: () => import('./pages/group.js') },
  { path: '/applications', name: 'applications', group: 'use', key: 'x', roles: callers, page: () => import('./pages/applications.js') },
  { path: '/insight', name: 'insight', under: 'applications', roles: callers, page: () => import('./pages/insight.js') },
  { path: '/decisions', name: 'decisions', under: 'applications', roles: callers, page: () => import('./pages/decisions.js') },
  { path: '/calls', name: 'calls', group: 'understand', key: 'c', roles: operator, page: () => import('./pages/calls.js') },
  { path: '/calls/compare', name: 'compare', under: 'calls', roles: operator, page: () => import('./pages/compare.js') },
  { path: '/calls/:id', name: 'call', under: 'calls', roles: operator, page: () => import('./pages/call.js') },
  { path: '/costs', name: 'costs', group: 'understand', key: 'u', roles: operator, page: () => import('./pages/costs.js') },
  { path: '/reports', name: 'reports', group: 'understand', key: 'e', roles: operator, page: () => import('./pages/reports.js') },
  { path: '/routing', name: 'routing', group: 'understand', key: 'r', roles: operator, page: () => import('./pages/routing.js') },
  { path: '/cooperation', name: 'cooperation', group: 'understand', key: 'v', roles: operator, page: () => import('./pages/cooperation.js') },
  { path: '/models', name: 'models', group: 'run', key: 'm', roles: operator, page: () => import('./pages/models.js') },
  { path: '/keys', name: 'keys', group: 'run', key: 'k', roles: ['admin'], page: () => import('./pages/keys.js') },
  { path: '/settings', name: 'settings', group: 'run', key: ',', roles: operator, page: () => import('./pages/settings.js') },
];

export const groups = ['now', 'use', 'understand', 'run'];

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The route of a path with the values of its parts, or undefined. */
export function routeOf(path) {
  for (const route of routes) {
    const names = [];
    const pattern = route.path.replace(/:(\w+)/g, (_, name) => { names.push(name); return '([^/]+)'; });
    const found = new RegExp(`^${pattern}$`).exec(path);
    if (found) return { route, parts: Object.fromEntries(names.map((name, at) => [name, decoded(found[at + 1])])) };
  }
  return undefined;
}

export const allowed = (route, role) => route.roles.includes(role);
