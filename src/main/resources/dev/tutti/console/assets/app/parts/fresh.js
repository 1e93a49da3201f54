// What has come since a list was read: counted, and shown when somebody wants it, so that no row moves under a reader's hand.
import { html, useEffect, useState } from '../../vendor/preact.js';
import { hear } from './live.js';
import { t } from './words.js';

/** An event is told before its row is written. */
const soon = 1500;

/** Counts events of a topic while `on`, of which one may stand for more; `show` reads the list anew, which an empty one does by itself. */
export function Fresh({ topic, on = true, empty = false, show }) {
  const [count, setCount] = useState(0);
  useEffect(() => {
    if (!on) return undefined;
    return hear((event) => {
      if (event.topic === topic || event.topic === 'missed') setCount((before) => before + (event.data.more ?? event.data.count ?? 1));
    });
  }, [topic, on]);
  const read = () => { setCount(0); show(); };
  useEffect(() => {
    if (!empty || !count) return undefined;
    const timer = setTimeout(read, soon);
    return () => clearTimeout(timer);
  }, [empty, count]);
  return html`<p class="row fresh" role="status">${count > 0 && html`<button class="small" onClick=${read}>${t('live.fresh', { n: count })}</button>`}</p>`;
}

/**
 * The rows of a list that were there when it was first read, or last shown whole, as they are now: `{rows, fresh, show}`. Others, known by another
 * `key`, are counted, unless none of those is there any more.
 */
export function useSettled({ path, data }, key) {
  const [seen, setSeen] = useState({});
  const all = data?.data ?? [];
  const known = seen.path === path ? new Set(seen.keys) : new Set();
  const rows = all.filter((row) => known.has(row[key]));
  const show = () => setSeen({ path, keys: all.map((row) => row[key]) });
  useEffect(() => { if (data && !rows.length) show(); }, [path, data]);
  return rows.length ? { rows, fresh: all.length - rows.length, show } : { rows: all, fresh: 0, show };
}

/** What has come since a list was shown, and the way to see it. */
export function Come({ of }) {
  return html`<p class="row fresh" role="status">${of.fresh > 0 && html`<button class="small" onClick=${of.show}>${t('live.come', { n: of.fresh })}</button>`}</p>`;
}
