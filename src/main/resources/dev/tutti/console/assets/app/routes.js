// All pages, in the order of the navigation. A path may have `:name` parts; `key` follows `g`; `right` is the role that its data needs.

const operator = ['admin', 'operator', 'auditor'];
const everyone = ['admin', 'operator', 'auditor', 'user'];

export const routes = [
  { path: '/', name: 'overview', group: 'now', key: 'o', roles: operator, page: () => import('./pages/overview.js') },
  { path: '/playground', name: 'playground', group: 'use', key: 'p', roles: everyone, page: () => import('./pages/playground.js') },
  { path: '/calls', name: 'calls', group: 'understand', key: 'c', roles: operator, page: () => import('./pages/calls.js') },
  { path: '/calls/:id', name: 'call', under: 'calls', roles: operator, page: () => import('./pages/call.js') },
  { path: '/models', name: 'models', group: 'run', key: 'm', roles: operator, page: () => import('./pages/models.js') },
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
