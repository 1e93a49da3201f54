// Events of the server: one tab of the browser listens to it, and tells the others.

const channel = new BroadcastChannel('tutti-events');
const listeners = new Set();
const topics = ['call.ended', 'breaker.changed', 'health.changed', 'alert.changed', 'config.changed', 'live.tick', 'missed'];
let paused = false;
let started = false;

const tell = (event) => listeners.forEach((listener) => listener(event));
channel.onmessage = (message) => tell(message.data);

/** Waits until this tab is the one that listens, then listens until it is closed. */
export function listen() {
  if (started || !navigator.locks) return;
  started = true;
  navigator.locks.request('tutti-events', () => new Promise(() => {
    const source = new EventSource('/admin/events');
    topics.forEach((topic) => source.addEventListener(topic, (message) => {
      const event = { topic, data: JSON.parse(message.data) };
      channel.postMessage(event);
      tell(event);
    }));
  }));
}

/** Calls back for each event while it is not paused; answers how to end that. */
export function hear(listener) {
  const unlessPaused = (event) => paused || listener(event);
  listeners.add(unlessPaused);
  return () => listeners.delete(unlessPaused);
}

/** Calls back after events of the topics, at most once in two seconds. */
export function latest(wanted, changed) {
  let timer = 0;
  const end = hear(({ topic }) => {
    if ((wanted.includes(topic) || topic === 'missed') && !timer) {
      timer = setTimeout(() => { timer = 0; changed(); }, 2000);
    }
  });
  return () => { clearTimeout(timer); end(); };
}

export const isPaused = () => paused;
export function pause(value = !paused) {
  paused = value;
  dispatchEvent(new CustomEvent('tutti:paused'));
}
