// The official OpenAI SDK for Node against Tutti.

import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
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
import { batchFlows } from './batch_flows.mjs';
import { responsesFlows } from './responses_flows.mjs';
import { BROKEN, CHINESE, HELLO, PARIS, PIXEL, Ticket } from './samples.mjs';

const newClient = (options) =>
  new OpenAI({ baseURL: BASE_URL, apiKey: KEY, maxRetries: 0, timeout: 120_000, ...options });
const client = newClient();
const completions = client.chat.completions;
const ASKED = [{ role: 'user', content: 'The weather in Shanghai, and the time in Paris?' }];
const TICKET = zodResponseFormat(Ticket, 'ticket');

const create = (model, options = {}) => completions.create({ model, messages: HELLO, ...options });

/** A tool with one string argument, as runTools takes it: with the function that answers. */
const tool = (name, argument, result) => ({
  type: 'function',
  function: {
    name,
    description: name,
    parameters: {
      type: 'object',
      properties: { [argument]: { type: 'string' } },
      required: [argument],
      additionalProperties: false,
    },
    strict: true,
    parse: JSON.parse,
    function: (input) => {
      expect(typeof input[argument] === 'string', `arguments: ${JSON.stringify(input)}`);
      return result;
    },
  },
});

const weather = tool('get_weather', 'city', CHINESE);
const time = tool('get_time', 'zone', PARIS);

async function collect(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

const textOf = (chunks) => chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('');

function checkUsage(usage) {
  const { prompt_tokens, completion_tokens, total_tokens } = usage ?? {};
  expect(prompt_tokens > 0 && completion_tokens > 0, `usage: ${JSON.stringify(usage)}`);
  same('usage.total_tokens', total_tokens, prompt_tokens + completion_tokens);
}

const flows = {
  async chat() {
    const { data, response } = await create('sim').withResponse();
    expect(response.headers.get('x-tutti-request-id'), 'no x-tutti-request-id header');
    same('model', data.model, 'sim');
    same('finish_reason', data.choices[0].finish_reason, 'stop');
    contains('content', data.choices[0].message.content.toLowerCase(), 'simulated');
    checkUsage(data.usage);
  },

  async stream() {
    const chunks = await collect(await create('sim', { stream: true }));
    contains('content', textOf(chunks).toLowerCase(), 'simulated');
    expect(chunks.length > 2, `${chunks.length} chunks (expected: several)`);
    same('finish_reason', chunks.at(-1).choices[0].finish_reason, 'stop');
    same('ids', new Set(chunks.map((chunk) => chunk.id)).size, 1);
    same('chunks with usage that was not asked for', chunks.filter((c) => c.usage).length, 0);
  },

  async stream_usage() {
    const options = { stream: true, stream_options: { include_usage: true } };
    const chunks = await collect(await create('sim', options));
    same('choices of the last chunk', chunks.at(-1).choices, []);
    checkUsage(chunks.at(-1).usage);
    same('chunks with usage', chunks.filter((chunk) => chunk.usage).length, 1);
  },

  async tools() {
    const runner = completions.runTools({
      model: 'sim/sim-tools',
      messages: [{ role: 'user', content: 'What is the weather in Shanghai?' }],
      tools: [weather],
    });
    contains('content', await runner.finalContent(), CHINESE);
    const roles = runner.messages.map((message) => message.role);
    same('roles', roles, ['user', 'assistant', 'tool', 'assistant']);
    const reasons = runner.allChatCompletions().map((c) => c.choices[0].finish_reason);
    same('finish_reason', reasons, ['tool_calls', 'stop']);
  },

  async stream_tools() {
    const runner = completions.runTools({
      model: 'sim/sim-tools',
      messages: [{ role: 'user', content: 'What is the weather in Shanghai?' }],
      tools: [weather],
      stream: true,
    });
    contains('content', await runner.finalContent(), CHINESE);
    const roles = runner.messages.map((message) => message.role);
    same('roles', roles, ['user', 'assistant', 'tool', 'assistant']);
  },

  async parallel_tools() {
    const runner = completions.runTools({
      model: 'sim/sim-tools',
      messages: ASKED,
      tools: [weather, time],
      parallel_tool_calls: true,
    });
    const content = await runner.finalContent();
    contains('content', content, CHINESE);
    contains('content', content, PARIS);
    const calls = runner.messages[1].tool_calls;
    same('tools', calls.map((c) => c.function.name).sort(), ['get_time', 'get_weather']);
    same('distinct ids', new Set(calls.map((call) => call.id)).size, 2);
  },

  async json_schema() {
    const asked = { model: 'sim', messages: HELLO, response_format: TICKET };
    const answer = await completions.parse(asked);
    Ticket.parse(answer.choices[0].message.parsed);
  },

  async stream_json_schema() {
    const stream = completions.stream({ model: 'sim', messages: HELLO, response_format: TICKET });
    const answer = await stream.finalChatCompletion();
    Ticket.parse(answer.choices[0].message.parsed);
  },

  async json_mode() {
    const messages = [{ role: 'user', content: 'Answer in JSON.' }];
    const answer = await create('sim', { messages, response_format: { type: 'json_object' } });
    const { content } = answer.choices[0].message;
    expect(JSON.parse(content) instanceof Object, `content: ${content}`);
  },

  async embeddings() {
    const asked = { model: 'sim', input: ['eins', '二', 'eins'], dimensions: 64 };
    const vectors = (await client.embeddings.create(asked)).data.map((item) => item.embedding);
    same('dimensions', vectors.map((vector) => vector.length), [64, 64, 64]);
    same('vector of the same text', vectors[2], vectors[0]);
    expect(String(vectors[1]) !== String(vectors[0]), 'two texts have one vector');
    const plain = await client.embeddings.create({ ...asked, encoding_format: 'float' });
    expect(plain.usage.prompt_tokens > 0, `usage: ${JSON.stringify(plain.usage)}`);
    const close = plain.data[0].embedding.every((x, i) => Math.abs(x - vectors[0][i]) < 1e-6);
    expect(close, 'base64 and float vectors differ');
  },

  async models() {
    const ids = (await collect(client.models.list())).map((model) => model.id);
    expect(ids.includes('sim'), `models: ${ids} (expected: sim)`);
    for (const name of ['sim', 'sim/sim-tools']) {
      same('models.retrieve', (await client.models.retrieve(name)).id, name);
    }
  },

  async completions() {
    const asked = { model: 'sim', prompt: 'Once upon a time', max_tokens: 50 };
    const answer = await client.completions.create(asked);
    contains('text', answer.choices[0].text.toLowerCase(), 'simulated');
    same('finish_reason', answer.choices[0].finish_reason, 'stop');
    checkUsage(answer.usage);
    const chunks = await collect(await client.completions.create({ ...asked, stream: true }));
    const text = chunks.map((chunk) => chunk.choices[0]?.text ?? '').join('');
    contains('streamed text', text.toLowerCase(), 'simulated');
  },

  async image() {
    const content = [
      { type: 'text', text: 'What is this?' },
      { type: 'image_url', image_url: { url: PIXEL, detail: 'low' } },
    ];
    const answer = await create('sim', { messages: [{ role: 'user', content }] });
    contains('content', answer.choices[0].message.content.toLowerCase(), 'simulated');
  },

  async logprobs() {
    const answer = await create('sim', { logprobs: true, top_logprobs: 2 });
    const tokens = answer.choices[0].logprobs?.content;
    expect(tokens?.length > 0 && tokens.every((t) => t.logprob <= 0), 'no logprobs');
    const sizes = tokens.map((token) => token.top_logprobs.length);
    expect(sizes.every((size) => size >= 1 && size <= 2), `top_logprobs: ${sizes} (expected: 1-2)`);
  },

  async chinese() {
    const messages = [{ role: 'user', content: CHINESE }];
    const answer = await create('sim/sim-echo', { messages });
    same('content', answer.choices[0].message.content, CHINESE);
    const stream = await create('sim/sim-echo', { messages, stream: true });
    same('streamed content', textOf(await collect(stream)), CHINESE);
  },

  async concurrent() {
    const answers = await Promise.all(Array.from({ length: 16 }, () => create('sim')));
    same('distinct ids', new Set(answers.map((answer) => answer.id)).size, 16);
  },

  async cancel() {
    const before = await leftCalls();
    const stream = await create('sim/sim-slow', { stream: true });
    const chunks = stream[Symbol.asyncIterator]();
    expect((await chunks.next()).value, 'no chunk');
    stream.controller.abort();
    await awaitCancelled(before);
  },

  async timeout() {
    const before = await leftCalls();
    const impatient = newClient({ timeout: 2_000 }).chat.completions;
    const asked = { model: 'sim/sim-stall', messages: HELLO };
    await raises(OpenAI.APIConnectionTimeoutError, () => impatient.create(asked));
    await awaitCancelled(before);
  },

  async unauthorized() {
    const stranger = newClient({ apiKey: 'tt-wrong' });
    const error = await raises(OpenAI.AuthenticationError, () => stranger.models.list());
    expect(error.code, 'no error code');
    const asked = { model: 'sim', messages: HELLO, stream: true };
    await raises(OpenAI.AuthenticationError, () => stranger.chat.completions.create(asked));
  },

  async rate_limit() {
    for (const stream of [false, true]) {
      const error = await raises(OpenAI.RateLimitError, () => create('sim/sim-429', { stream }));
      expect(Number(error.headers.get('retry-after')) > 0, 'retry-after is not positive');
    }
  },

  async retry_after() {
    const error = await raises(OpenAI.RateLimitError, () => create('sim/sim-429'));
    const seconds = Number(error.headers.get('retry-after'));
    expect(seconds > 0, `retry-after: ${seconds} (expected: more than 0)`);
    const patient = newClient({ maxRetries: 1 }).chat.completions;
    const started = performance.now();
    const asked = { model: 'sim/sim-429', messages: HELLO };
    await raises(OpenAI.RateLimitError, () => patient.create(asked));
    const took = (performance.now() - started) / 1000;
    expect(took >= seconds * 0.9, `retried after ${took.toFixed(1)} s (expected: ${seconds} s)`);
  },

  async context_length() {
    for (const stream of [false, true]) {
      const call = () => create('sim/sim-context', { stream });
      const error = await raises(OpenAI.BadRequestError, call);
      same('error.code', error.code, 'context_length_exceeded');
    }
  },

  async server_error() {
    for (const stream of [false, true]) {
      await raises(OpenAI.InternalServerError, () => create('sim/sim-500', { stream }));
    }
  },

  async broken_stream() {
    for (const [model, code] of Object.entries(BROKEN)) {
      const chunks = (await create(model, { stream: true }))[Symbol.asyncIterator]();
      expect((await chunks.next()).value, 'no chunk before the error');
      const error = await raises(OpenAI.APIError, async () => {
        while (!(await chunks.next()).done);
      });
      same('error.code', error.code, code);
    }
  },

  async unknown_model() {
    const error = await raises(OpenAI.NotFoundError, () => create('no-such-model'));
    same('error.code', error.code, 'model_not_found');
  },

  async cooperation() {
    for (const refused of [{ tools: [weather] }, { n: 2 }]) {
      const error = await raises(OpenAI.BadRequestError, () => create('coop:panel', refused));
      contains('message', error.message, Object.keys(refused)[0]);
    }
    const parsed = await completions.parse({
      model: 'coop:panel',
      messages: HELLO,
      response_format: TICKET,
    });
    Ticket.parse(parsed.choices[0].message.parsed);
    const asked = { max_tokens: 20, stream: true, stream_options: { include_usage: true } };
    const chunks = await promptly(500, async () => {
      const began = performance.now();
      let waited;
      const found = [];
      for await (const chunk of await create('coop:panel', asked)) {
        waited ??= performance.now() - began;
        found.push(chunk);
      }
      return [waited, found];
    });
    contains('content', textOf(chunks).toLowerCase(), 'simulated');
    const { usage } = chunks.at(-1);
    const one = (await create('sim', { max_tokens: 20 })).usage;
    expect(usage.completion_tokens > 2 * one.completion_tokens, `usage: ${JSON.stringify(usage)}`);
  },

  async bad_parameter() {
    const error = await raises(OpenAI.BadRequestError, () => create('sim', { temperature: 99 }));
    contains('message', error.message, 'temperature');
  },
};

await run('node', { ...flows, ...responsesFlows, ...batchFlows });
