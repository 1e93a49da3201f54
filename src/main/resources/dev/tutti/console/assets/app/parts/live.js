// Events of the server: one tab of the browser listens to it, and tells the others.

const channel = new BroadcastChannel('tutti-events');
const listeners = new Set();
const topics = ['call.ended', 'breaker.changed', 'health.changed', 'alert.changed', 'config.changed', 'task.changed', 'release.changed', 'live.tick', 'missed'];
let paused = false;
let started = false;

const tell = (event) => listeners.forEach((listener) => listener(event));
channel.onmessage = (message) => tell(message.data);

/** Waits until this tab is the one that listens, then listens until it is closed. */
export function listen() {
  if (started || !navigator.locks) return;
  started = true;
  navigator.locks.request('tutti-events', () => new Promise((over) => {
    const source = new EventSource('/admin/events');
    const spread = (event) => { channel.postMessage(event); tell(event); };
    // What happened between the first answers of a page and this moment is in no stream.
    source.onopen = () => spread({ topic: 'opened' });
    // A refusal, unlike a lost connection, is not tried again by the browser; whoever logs in next listens anew.
    source.onerror = () => { if (source.readyState === EventSource.CLOSED) { started = false; over(); } };
    topics.forEach((topic) => source.addEventListener(topic, (message) => spread({ topic, data: JSON.parse(message.data) })));
  }));
}

/** Calls back for each event while it is not paused; answers how to end that. */
export function hear(listener) {
  const unlessPaused = (event) => paused || listener(event);
  listeners.add(unlessPaused);
  return () => listeners.delete(unlessPaused);
}

/** Calls back after events of the topics, at most once in two seconds; where one is paused or the tab is not seen, once it goes on. */
export function latest(wanted, changed) {
  let timer = 0;
  let due = false;
  const run = () => {
    timer = 0;
    due = paused || document.hidden;
    if (!due) changed();
  };
  const goOn = () => due && run();
  const listener = ({ topic }) => {
    if ([...wanted, 'missed', 'opened'].includes(topic) && !timer && !due) timer = setTimeout(run, 2000);
  };
  listeners.add(listener);
  document.addEventListener('visibilitychange', goOn);
  addEventListener('tutti:paused', goOn);
  return () => {
    clearTimeout(timer);
    listeners.delete(listener);
    document.removeEventListener('visibilitychange', goOn);
    removeEventListener('tutti:paused', goOn);
  };
}

export const isPaused = () => paused;
export function pause(value = !paused) {
  paused = value;
  dispatchEvent(new CustomEvent('tutti:paused'));
}
