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
