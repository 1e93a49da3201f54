// All pages, in the order of the navigation. A path may have `:name` parts; `key` follows `g`; `right` is the role that its data needs.

const operator = ['admin', 'operator', 'auditor'];
const everyone = ['admin', 'operator', 'auditor', 'user'];

export const routes = [
  { path: '/', name: 'overview', group: 'now', key: 'o', roles: operator, page: () => import('./pages/overview.js') },
  { path: '/alerts', name: 'alerts', group: 'now', key: 'a', roles: operator, page: () => import('./pages/alerts.js') },
  { path: '/playground', name: 'playground', group: 'use', key: 'p', roles: everyone, page: () => import('./pages/playground.js') },
  { path: '/skills', name: 'skills', group: 'use', key: 'l', roles: operator, page: () => import('./pages/skills.js') },
  { path: '/skills/:name', name: 'skill', under: 'skills', roles: operator, page: () => import('./pages/skill.js') },
  { path: '/sessions', name: 'sessions', group: 'use', key: 's', roles: everyone, page: () => import('./pages/sessions.js') },
  { path: '/sessions/:id', name: 'session', under: 'sessions', roles: everyone, page: () => import('./pages/session.js') },
  { path: '/tasks', name: 'tasks', group: 'use', key: 't', roles: everyone, page: () => import('./pages/tasks.js') },
  { path: '/tasks/:id', name: 'task', under: 'tasks', roles: everyone, page: () => import('./pages/task.js') },
  { path: '/characters', name: 'characters', group: 'use', key: 'h', roles: everyone, page: () => import('./pages/characters.js') },
  { path: '/calls', name: 'calls', group: 'understand', key: 'c', roles: operator, page: () => import('./pages/calls.js') },
  { path: '/calls/:id', name: 'call', under: 'calls', roles: operator, page: () => import('./pages/call.js') },
  { path: '/costs', name: 'costs', group: 'understand', key: 'u', roles: operator, page: () => import('./pages/costs.js') },
  { path: '/reports', name: 'reports', group: 'understand', key: 'r', roles: operator, page: () => import('./pages/reports.js') },
  { path: '/routing', name: 'routing', group: 'understand', key: 'w', roles: operator, page: () => import('./pages/routing.js') },
  { path: '/cooperation', name: 'cooperation', group: 'understand', key: 'v', roles: operator, page: () => import('./pages/cooperation.js') },
  { path: '/models', name: 'models', group: 'run', key: 'm', roles: operator, page: () => import('./pages/models.js') },
  { path: '/keys', name: 'keys', group: 'run', key: 'k', roles: ['admin'], page: () => import('./pages/keys.js') },
  { path: '/settings', name: 'settings', group: 'run', key: 'e', roles: operator, page: () => import('./pages/settings.js') },
];

export const groups = ['now', 'use', 'understand', 'run'];

/** The route of a path with the values of its parts, or undefined. */
export function routeOf(path) {
  for (const route of routes) {
    const names = [];
    const pattern = route.path.replace(/:(\w+)/g, (_, name) => { names.push(name); return '([^/]+)'; });
    const found = new RegExp(`^${pattern}$`).exec(path);
    if (found) return { route, parts: Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(found[at + 1])])) };
  }
  return undefined;
}

export const allowed = (route, role) => route.roles.includes(role);
