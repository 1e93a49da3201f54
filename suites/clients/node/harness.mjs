// Runs a client's flows one after another and prints one JSON line for each.

export const BASE_URL = process.env.TUTTI_BASE_URL;
export const KEY = process.env.TUTTI_KEY;
const ADMIN_KEY = process.env.TUTTI_ADMIN_KEY;

const FLOW_MILLIS = 240_000;
const CANCELLED_WITHIN_MILLIS = 20_000;
const ATTEMPTS = 5;

// The attempts that callers left, whatever the other labels are.
const CANCELLED =
  /^gen_ai_client_operation_duration_seconds_count\{[^}]*outcome="cancelled"[^}]*\} ([0-9.e+]+)/gm;
const IN_FLIGHT = /^tutti_\w*in_flight(?:\{[^}]*\})? ([0-9.e+]+)/gm;

/** What the server did is not what the flow expects. */
class Unmet extends Error {
  name = 'Unmet';
}

/** The client's API has no such flow; the message says why. */
class Absent extends Error {}

export const absent = (why) => () => {
  throw new Absent(why);
};

export function expect(holds, what) {
  if (!holds) throw new Unmet(what);
}

export function same(what, found, expected) {
  const [a, b] = [found, expected].map((value) => JSON.stringify(value));
  expect(a === b, `${what}: ${a} (expected: ${b})`);
}

export function contains(what, found, expected) {
  expect(found?.includes(expected), `${what}: ${found} (expected it to contain: ${expected})`);
}

/** Calls and gives back the error, which must be of exactly this kind. */
export async function raises(kind, call) {
  let error;
  try {
    await call();
  } catch (thrown) {
    error = thrown;
  }
  expect(error, `no error (expected: ${kind.name})`);
  expect(
    error.constructor === kind,
    `${error.constructor.name}: ${error.message} (expected: ${kind.name})`,
  );
  return error;
}

/**
 * Repeats what gives back how long its first sign took, and what came, until one was soon enough: a busy
 * machine is late now and then, a server that holds answers back is every time.
 */
export async function promptly(millis, attempt) {
  const waits = [];
  for (let i = 0; i < ATTEMPTS; i++) {
    const [waited, found] = await attempt();
    if (waited < millis) return found;
    waits.push(`${waited.toFixed(0)} ms`);
  }
  throw new Unmet(`first sign after ${waits.join(', ')} (expected: ${millis} ms)`);
}

/** How many calls the server has counted as cancelled, and how many are under way. */
export async function leftCalls() {
  const url = BASE_URL.replace(/\/v1$/, '/metrics');
  const answer = await fetch(url, { headers: { authorization: `Bearer ${ADMIN_KEY}` } });
  expect(answer.ok, `GET /metrics: ${answer.status} (expected: 200)`);
  const text = await answer.text();
  const sum = (line) => [...text.matchAll(line)].reduce((n, found) => n + Number(found[1]), 0);
  return { cancelled: sum(CANCELLED), inFlight: sum(IN_FLIGHT) };
}

/** Waits until one more call than before is counted as cancelled and none is under way. */
export async function awaitCancelled(before) {
  const deadline = performance.now() + CANCELLED_WITHIN_MILLIS;
  for (;;) {
    const now = await leftCalls();
    if (now.cancelled > before.cancelled && now.inFlight === 0) return;
    expect(
      performance.now() < deadline,
      `after ${CANCELLED_WITHIN_MILLIS} ms: ${now.cancelled} cancelled, ${now.inFlight} in flight` +
        ` (expected: more than ${before.cancelled}, and 0)`,
    );
    await pause(20);
  }
}

const pause = (millis, value) =>
  new Promise((done) => {
    setTimeout(() => done(value), millis).unref();
  });

async function outcome(flow) {
  try {
    await flow();
    return { result: 'ok' };
  } catch (error) {
    if (error instanceof Absent) return { result: 'absent', reason: error.message };
    return { result: 'fail', reason: `${error.name ?? error.constructor.name}: ${error.message}` };
  }
}

/**
 * Runs the flows, an object from name to function, in its order, and ends the program; with over, the
 * provider behind the server where several are tried, the program goes on.
 */
export async function run(client, flows, { over } = {}) {
  // The timers of the limits must not end the process while a flow waits for nothing else.
  const awake = setInterval(() => {}, 1_000);
  for (const [flow, body] of Object.entries(flows)) {
    const started = performance.now();
    const late = { result: 'fail', reason: `not finished after ${FLOW_MILLIS} ms` };
    const found = await Promise.race([outcome(body), pause(FLOW_MILLIS, late)]);
    const ms = Math.round(performance.now() - started);
    console.log(JSON.stringify({ client, over, flow, ms, ...found }));
  }
  clearInterval(awake);
  if (!over) process.exit();
}
