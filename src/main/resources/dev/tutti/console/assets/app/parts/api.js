// Requests to the API with the session's cookie; a key never comes to scripts.
import { useEffect, useState, useCallback } from '../../vendor/preact.js';
import { latest } from './live.js';

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
  return new Refusal(answer.status, error.code ?? `http_${answer.status}`, error.message ?? '', answer.headers.get('x-tutti-request-id'));
}

/** Sends a request; the answer as it comes, or a Refusal. */
export async function send(method, path, body, signal) {
  const headers = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  const answer = await fetch(path, {
    method, headers, signal, credentials: 'same-origin', cache: 'no-store',
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) {
    const refusal = await refused(answer);
    if (answer.status === 401 && !path.startsWith('/console/')) dispatchEvent(new CustomEvent('tutti:logged-out'));
    throw refusal;
  }
  return answer;
}

export async function ask(method, path, body, signal) {
  const answer = await send(method, path, body, signal);
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

/** What a path answers: `{data, error, loading, again}`; asked anew when it changes, on `again` and after an event of the topics. */
export function useData(path, topics = []) {
  const [state, setState] = useState({ loading: true });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (!path) return undefined;
    const stop = new AbortController();
    setState((before) => ({ data: before.path === path ? before.data : undefined, path, loading: true }));
    ask('GET', path, undefined, stop.signal).then(
      (data) => setState({ data, path, loading: false }),
      (error) => error.name === 'AbortError' || setState({ error, path, loading: false }));
    return () => stop.abort();
  }, [path, turn]);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  useEffect(() => (topics.length ? latest(topics, again) : undefined), [path]);
  return { ...state, again };
}
