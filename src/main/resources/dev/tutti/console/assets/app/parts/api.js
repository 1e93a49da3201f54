// Requests to the API with the session's cookie; a key never comes to scripts.
import { useEffect, useRef, useState, useCallback } from '../../vendor/preact.js';
import { isPaused, latest } from './live.js';
import { visible } from './words.js';

/** A refusal of the API: its code is what pages show a text for. */
export class Refusal extends Error {
  constructor(status, code, message, request) {
    super(message);
    this.status = status;
    this.code = code;
    this.request = request;
  }
}

async function refused(answer) {
  let error = {};
  try {
    error = (await answer.json()).error ?? {};
  } catch {
    // An answer that is not JSON has nothing more to say than its status.
  }
  return new Refusal(answer.status, error.code ?? `http_${answer.status}`, visible(error.message), answer.headers.get('x-tutti-request-id'));
}

/** Sends a request, of JSON unless another type is said; the answer as it comes, or a Refusal. */
export async function send(method, path, body, signal, type = 'application/json', more = {}) {
  const headers = { accept: 'application/json', ...more };
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers['content-type'] = type;
  const answer = await fetch(path, {
    method, headers, signal, credentials: 'same-origin', cache: 'no-store',
    body: body === undefined || form || type !== 'application/json' ? body : JSON.stringify(body),
  });
  if (!answer.ok) {
    const refusal = await refused(answer);
    if (answer.status === 401 && !path.startsWith('/console/')) dispatchEvent(new CustomEvent('tutti:logged-out'));
    throw refusal;
  }
  return answer;
}

export async function ask(method, path, body, signal, type) {
  const answer = await send(method, path, body, signal, type);
  const text = await answer.text();
  return text === '' ? null : JSON.parse(text);
}

/** An address with parameters; those without a value are left out. */
export function address(path, parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, value);
  }
  return query.size ? `${path}?${query}` : path;
}

/** What a request answers that is sent by `run(body)`: `{busy, answer, error, run}`; while one is under way, no other is sent. */
export function useAnswer(path, { method = 'POST', type } = {}) {
  const [state, setState] = useState({});
  const run = async (body) => {
    if (state.busy) return;
    setState({ busy: true });
    setState(await ask(method, path, body, undefined, type).then((answer) => ({ answer }), (error) => ({ error })));
  };
  return { ...state, run };
}

/** What a path answers: `{data, error, loading, again}`; asked anew when it changes, on `again`, after an event of the topics, and each `every` milliseconds, but never before the answer is there that is under way. */
export function useData(path, topics = [], every = 0) {
  const [state, setState] = useState({ loading: true });
  const [turn, setTurn] = useState(0);
  const underWay = useRef(null);
  useEffect(() => {
    if (!path) return undefined;
    const stop = new AbortController();
    const own = { again: false };
    underWay.current = own;
    setState((before) => ({ data: before.path === path ? before.data : undefined, path, loading: true }));
    const end = (found) => {
      underWay.current = null;
      setState({ ...found, path, loading: false });
      if (own.again) setTurn((before) => before + 1);
    };
    ask('GET', path, undefined, stop.signal).then((data) => end({ data }), (error) => error.name === 'AbortError' || end({ error }));
    return () => { stop.abort(); underWay.current = null; };
  }, [path, turn]);
  const again = useCallback(() => {
    if (underWay.current) underWay.current.again = true;
    else setTurn((before) => before + 1);
  }, []);
  useEffect(() => (topics.length ? latest(topics, again) : undefined), [path, topics.join()]);
  useEffect(() => {
    if (!every || !path) return undefined;
    const timer = setInterval(() => document.hidden || isPaused() || underWay.current || again(), every);
    return () => clearInterval(timer);
  }, [path, every]);
  return { ...state, again };
}
