// The official Anthropic SDK for Node against Tutti, on models that are not Anthropic's.

import Anthropic from '@anthropic-ai/sdk';
import {
  BASE_URL,
  KEY,
  awaitCancelled,
  contains,
  expect,
  leftCalls,
  promptly,
  raises,
  run,
  same,
} from './harness.mjs';
import { CHINESE, PIXEL } from './samples.mjs';

const HELLO = [{ role: 'user', content: 'Say hello.' }];

const newClient = (options) =>
  new Anthropic({
    baseURL: BASE_URL.replace(/\/v1$/, ''),
    apiKey: KEY,
    maxRetries: 0,
    timeout: 120_000,
    ...options,
  });

const client = newClient();

const tool = (name, argument) => ({
  name,
  description: name,
  input_schema: {
    type: 'object',
    properties: { [argument]: { type: 'string' } },
    required: [argument],
  },
});

const TOOLS = [tool('get_weather', 'city'), tool('get_time', 'zone')];

const asked = (model = 'sim', messages = HELLO, options = {}) => ({
  model,
  max_tokens: 200,
  messages,
  ...options,
});

const create = (...args) => client.messages.create(asked(...args));
const streamed = (...args) => client.messages.stream(asked(...args)).finalMessage();
const BOTH = [create, streamed];

const texts = (answer) => answer.content.map((block) => block.text ?? '').join('');

function checkUsage(usage) {
  expect(usage.input_tokens > 0 && usage.output_tokens > 0, `usage: ${JSON.stringify(usage)}`);
}

async function chat() {
  const answer = await create('sim', HELLO, { system: 'You are brief.' });
  same('model', answer.model, 'sim');
  same('stop_reason', answer.stop_reason, 'end_turn');
  contains('content', texts(answer).toLowerCase(), 'simulated');
  expect(answer._request_id, 'no request id');
  checkUsage(answer.usage);
}

async function stream() {
  const kinds = [];
  const events = client.messages.stream(asked());
  for await (const event of events) kinds.push(event.type);
  const answer = await events.finalMessage();
  contains('content', texts(answer).toLowerCase(), 'simulated');
  const deltas = kinds.filter((kind) => kind === 'content_block_delta').length;
  expect(deltas > 2, `events: ${kinds} (expected: several deltas)`);
  same('stop_reason', answer.stop_reason, 'end_turn');
}

async function streamUsage() {
  checkUsage((await streamed()).usage);
}

const callsOf = (answer) => answer.content.filter((block) => block.type === 'tool_use');

async function toolLoop(ask, tools) {
  const first = await ask('sim/sim-tools', HELLO, { tools });
  const calls = callsOf(first);
  same('stop_reason', first.stop_reason, 'tool_use');
  same('tools', calls.map((call) => call.name), tools.map((each) => each.name));
  same('distinct ids', new Set(calls.map((call) => call.id)).size, tools.length);
  expect(
    calls.every((call) => Object.keys(call.input).length > 0),
    `inputs: ${JSON.stringify(calls)}`,
  );
  const results = calls.map((call) => ({
    type: 'tool_result',
    tool_use_id: call.id,
    content: `${call.name}: ${CHINESE}`,
  }));
  const messages = [
    ...HELLO,
    { role: 'assistant', content: first.content },
    { role: 'user', content: results },
  ];
  const done = await ask('sim/sim-tools', messages, { tools });
  same('stop_reason', done.stop_reason, 'end_turn');
  contains('content', texts(done), CHINESE);
}

async function parallelTools() {
  for (const ask of BOTH) await toolLoop(ask, TOOLS);
}

/** A tool loop as a coding agent runs it: streamed, results with errors, cache markers. */
async function agent() {
  const mark = { cache_control: { type: 'ephemeral' } };
  const system = [{ type: 'text', text: 'You are an agent.', ...mark }];
  const tools = [TOOLS[0], { ...TOOLS[1], ...mark }];
  const messages = [{ role: 'user', content: [{ type: 'text', text: 'Plan my day.', ...mark }] }];
  for (let turn = 1; ; turn++) {
    const answer = await streamed('sim/sim-tools', messages, { system, tools });
    if (answer.stop_reason !== 'tool_use') {
      same('turns', turn, 4);
      same('stop_reason', answer.stop_reason, 'end_turn');
      contains('content', texts(answer), CHINESE);
      contains('content', texts(answer), 'no clock in turn 3');
      return;
    }
    const calls = callsOf(answer);
    same('calls', calls.map((call) => call.name), ['get_weather', 'get_time']);
    const failed = [{ type: 'text', text: `no clock in turn ${turn}` }];
    const content = [
      { type: 'tool_result', tool_use_id: calls[0].id, content: CHINESE },
      { type: 'tool_result', tool_use_id: calls[1].id, content: failed, is_error: true, ...mark },
    ];
    if (turn < 3) content.push({ type: 'text', text: '<reminder>Go on.</reminder>' });
    messages.push({ role: 'assistant', content: answer.content }, { role: 'user', content });
  }
}

async function image() {
  const source = { type: 'base64', media_type: 'image/png', data: PIXEL.split(',')[1] };
  const content = [
    { type: 'text', text: 'What is this?' },
    { type: 'image', source },
  ];
  const answer = await create('sim', [{ role: 'user', content }]);
  contains('content', texts(answer).toLowerCase(), 'simulated');
}

async function concurrent() {
  const answers = await Promise.all(Array.from({ length: 16 }, () => create()));
  same('distinct ids', new Set(answers.map((answer) => answer.id)).size, 16);
}

async function thinking() {
  for (const ask of BOTH) {
    const answer = await ask('sim/sim-reasoning', HELLO, {
      thinking: { type: 'enabled', budget_tokens: 1024 },
    });
    same('blocks', answer.content.map((block) => block.type), ['thinking', 'text']);
  }
}

async function stopSequences() {
  for (const ask of BOTH) {
    const answer = await ask('sim', HELLO, { stop_sequences: ['simulated'] });
    same('stop_reason', answer.stop_reason, 'stop_sequence');
    same('stop_sequence', answer.stop_sequence, 'simulated');
  }
}

async function countTokens() {
  const counted = await client.messages.countTokens({ model: 'sim', messages: HELLO });
  expect(
    counted.input_tokens > 0 && counted.input_tokens < 50,
    `input_tokens: ${counted.input_tokens}`,
  );
}

async function models() {
  const ids = [];
  for await (const model of client.models.list()) ids.push(model.id);
  expect(ids.includes('sim'), `models: ${ids} (expected: sim)`);
  same('models.retrieve', (await client.models.retrieve('sim')).id, 'sim');
}

async function chinese() {
  for (const ask of BOTH) {
    const answer = await ask('sim/sim-echo', [{ role: 'user', content: CHINESE }]);
    same('content', texts(answer), CHINESE);
  }
}

async function cancel() {
  const before = await leftCalls();
  const events = await create('sim/sim-slow', HELLO, { stream: true });
  for await (const event of events) {
    expect(event, 'no event');
    break;
  }
  await awaitCancelled(before);
}

async function timeout() {
  const before = await leftCalls();
  const impatient = newClient({ timeout: 2_000 });
  await raises(Anthropic.APIConnectionTimeoutError, () =>
    impatient.messages.create(asked('sim/sim-stall')),
  );
  await awaitCancelled(before);
}

async function unauthorized() {
  const stranger = newClient({ apiKey: 'tt-wrong' });
  await raises(Anthropic.AuthenticationError, () => stranger.models.list());
  await raises(Anthropic.AuthenticationError, () => stranger.messages.create(asked()));
}

async function rateLimit() {
  for (const ask of BOTH) {
    const error = await raises(Anthropic.RateLimitError, () => ask('sim/sim-429'));
    expect(Number(error.headers.get('retry-after')) > 0, 'retry-after is not positive');
  }
}

async function retryAfter() {
  const error = await raises(Anthropic.RateLimitError, () => create('sim/sim-429'));
  const seconds = Number(error.headers.get('retry-after'));
  const started = performance.now();
  await raises(Anthropic.RateLimitError, () =>
    client.messages.create(asked('sim/sim-429'), { maxRetries: 1 }),
  );
  const took = (performance.now() - started) / 1000;
  expect(took >= seconds * 0.9, `retried after ${took.toFixed(1)} s (expected: ${seconds} s)`);
}

async function overloaded() {
  for (const ask of BOTH) {
    const error = await raises(Anthropic.ServiceUnavailableError, () =>
      ask('sim/sim-overloaded'),
    );
    same('error.type', error.error.error.type, 'overloaded_error');
  }
}

async function contextLength() {
  for (const ask of BOTH) {
    const error = await raises(Anthropic.BadRequestError, () => ask('sim/sim-context'));
    same('error.code', error.error.error.code, 'context_length_exceeded');
  }
}

async function serverError() {
  for (const ask of BOTH) {
    await raises(Anthropic.InternalServerError, () => ask('sim/sim-500'));
  }
}

async function brokenStream() {
  for (const model of ['sim/sim-error-mid', 'sim/sim-cut']) {
    await raises(Anthropic.APIError, () => streamed(model));
  }
}

async function unknownModel() {
  await raises(Anthropic.NotFoundError, () => create('no-such-model'));
}

async function badParameter() {
  const error = await raises(Anthropic.BadRequestError, () =>
    create('sim', HELLO, { temperature: 99 }),
  );
  contains('message', error.message, 'temperature');
}

async function cooperation() {
  const tools = TOOLS.slice(0, 1);
  const error = await raises(Anthropic.BadRequestError, () =>
    create('coop:panel', HELLO, { tools }),
  );
  contains('message', error.message, 'tools');
  const answer = await promptly(500, async () => {
    const began = performance.now();
    const stream = client.messages.stream(asked('coop:panel', HELLO, { max_tokens: 20 }));
    let waited;
    stream.on('streamEvent', () => {
      waited ??= performance.now() - began;
    });
    const found = await stream.finalMessage();
    return [waited, found];
  });
  contains('content', answer.content[0].text.toLowerCase(), 'simulated');
  expect(answer.usage.output_tokens > 2 * 20, `usage: ${JSON.stringify(answer.usage)}`);
}

await run('anthropic-node', {
  chat,
  stream,
  stream_usage: streamUsage,
  tools: () => toolLoop(create, TOOLS.slice(0, 1)),
  stream_tools: () => toolLoop(streamed, TOOLS.slice(0, 1)),
  parallel_tools: parallelTools,
  agent,
  image,
  concurrent,
  thinking,
  stop_sequences: stopSequences,
  count_tokens: countTokens,
  models,
  chinese,
  cancel,
  timeout,
  unauthorized,
  rate_limit: rateLimit,
  retry_after: retryAfter,
  overloaded,
  context_length: contextLength,
  server_error: serverError,
  broken_stream: brokenStream,
  unknown_model: unknownModel,
  bad_parameter: badParameter,
  cooperation,
});
