// OpenAI for Node over the Responses API: items handed back by the caller, or gone on with by id.

import OpenAI from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import { BASE_URL, KEY, contains, expect, run, same } from './harness.mjs';
import { PIXEL } from './samples.mjs';
import { HELLO, IN_TURN, UPSTREAMS, City, bothTools } from './frameworks.mjs';

const { responses: api } = new OpenAI({ baseURL: BASE_URL, apiKey: KEY, maxRetries: 0 });
const MOST_TURNS = 5;
const CITY = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
};
const TOOLS = ['get_weather', 'get_time'].map((name) => ({
  type: 'function',
  name,
  description: name,
  parameters: CITY,
  strict: true,
}));

const asked = (content) => [{ role: 'user', content }];
const create = (request) => api.create({ instructions: 'Be brief.', ...request });

/** The response that a stream ends with; the SDK's own helper adds members that OpenAI refuses. */
async function streamed(request) {
  let last;
  for await (const event of await create({ ...request, stream: true })) last = event;
  const { output } = last.response;
  const parts = output.flatMap(({ content }) => content ?? []);
  return { output, output_text: parts.map(({ text }) => text ?? '').join('') };
}

const resultsOf = (answer, calls) =>
  answer.output
    .filter(({ type }) => type === 'function_call')
    .map((item) => ({
      type: 'function_call_output',
      call_id: item.call_id,
      output: bothTools(calls)[item.name](JSON.parse(item.arguments)),
    }));

/** Calls the model and the tools that it asks for until it has answered; all items go back. */
async function loop(up, calls, input, options = {}, call = create) {
  let answer;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    answer = await call({ model: up.model, input, tools: TOOLS, ...options });
    const results = resultsOf(answer, calls);
    input.push(...answer.output, ...results);
    if (results.length === 0) break;
  }
  return answer.output_text;
}

/** The same, naming the response before instead. */
async function chained(up, calls, input, options) {
  let answer;
  for (let turn = 0; turn < MOST_TURNS && (!answer || input.length > 0); turn++) {
    const before = answer && { previous_response_id: answer.id };
    answer = await create({ model: up.model, input, tools: TOOLS, ...options, ...before });
    input = resultsOf(answer, calls);
  }
  return answer.output_text;
}

async function refused(up, kind, status, answered = status) {
  const { model, question } = up.failing(status);
  let error;
  try {
    await create({ model, input: question });
  } catch (thrown) {
    error = thrown;
  }
  expect(error instanceof kind, `${error} (expected: ${kind.name})`);
  same('status', error.status, answered);
}

const IN_ORDER = { parallel_tool_calls: false };

const flows = (up) => ({
  chat: async () => {
    const { output_text, usage } = await create({ model: up.model, input: HELLO });
    up.greets(output_text);
    expect(usage.input_tokens > 0 && usage.output_tokens > 0, `usage: ${JSON.stringify(usage)}`);
  },
  stream: async () => {
    const texts = [];
    for await (const event of await create({ model: up.model, input: HELLO, stream: true })) {
      if (event.type === 'response.output_text.delta') texts.push(event.delta);
    }
    expect(texts.length > 2, `${texts.length} texts (expected: several)`);
    up.greets(texts.join(''));
  },
  tools: async () => {
    const calls = [];
    up.hasTold(await chained(up, calls, asked(IN_TURN), IN_ORDER), calls);
  },
  stream_tools: async () => {
    const calls = [];
    const options = { ...IN_ORDER, store: false };
    up.hasTold(await loop(up, calls, asked(IN_TURN), options, streamed), calls);
  },
  parallel_tools: async () => {
    const calls = [];
    up.hasToldAtOnce(await loop(up, calls, asked(up.atOnce)), calls);
  },
  history: async () => {
    const items = asked(IN_TURN);
    await loop(up, [], items, IN_ORDER);
    up.greets(await loop(up, [], [...items, ...asked(HELLO)]));
  },
  structured: async () => {
    const text = { format: zodTextFormat(City, 'city') };
    const answer = await api.parse({ model: up.model, input: 'Name a city.', text });
    City.parse(answer.output_parsed);
  },
  image: async () => {
    const content = [
      { type: 'input_text', text: 'What is this?' },
      { type: 'input_image', image_url: PIXEL, detail: 'low' },
    ];
    const answer = await create({ model: up.model, input: asked(content) });
    contains('text', answer.output_text.toLowerCase(), up.picture);
  },
  bad_request: () => refused(up, OpenAI.BadRequestError, 400),
  server_error: () => refused(up, OpenAI.InternalServerError, 500, 502),
  rate_limit: () => refused(up, OpenAI.RateLimitError, 429),
});

for (const up of UPSTREAMS) await run('openai-node-responses', flows(up), { over: up.name });
process.exit();
