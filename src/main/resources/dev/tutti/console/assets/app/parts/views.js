// Saved views: places of the console with a name, for oneself or for everybody.
import { useEffect, useState } from '../../vendor/preact.js';
import { allowed, routeOf } from '../routes.js';
import { ask } from './api.js';

export const all = '/console/saved-views';
export const viewsChanged = () => dispatchEvent(new CustomEvent('tutti:views'));

/** The saved views whose pages the reader's role sees. */
export function useViews(role) {
  const [views, setViews] = useState([]);
  useEffect(() => {
    const read = () => ask('GET', all).then(({ data }) => setViews(data), () => setViews([]));
    read();
    addEventListener('tutti:views', read);
    return () => removeEventListener('tutti:views', read);
  }, []);
  return views.filter((view) => { const found = routeOf(view.path.split('?')[0]); return found && allowed(found.route, role); });
}
