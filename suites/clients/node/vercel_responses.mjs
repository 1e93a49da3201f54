// The Vercel AI SDK's own OpenAI provider over the Responses API, which it speaks unless told otherwise.

import { createOpenAI } from '@ai-sdk/openai';
import { APICallError, Output, generateText, stepCountIs, streamText, tool } from 'ai';
import { z } from 'zod';
import { BASE_URL, KEY, contains, expect, run, same } from './harness.mjs';
import { PIXEL } from './samples.mjs';
import { HELLO, IN_TURN, UPSTREAMS, City, bothTools } from './frameworks.mjs';

const tutti = createOpenAI({ baseURL: BASE_URL, apiKey: KEY });

const asked = (up, options) => ({
  model: tutti.responses(up.model),
  system: 'Be brief.',
  maxRetries: 0,
  ...options,
});

const tooled = (up, calls, options, openai = {}) =>
  asked(up, {
    tools: Object.fromEntries(
      Object.entries(bothTools(calls)).map(([name, execute]) => [
        name,
        tool({ description: name, inputSchema: z.object({ city: z.string() }), execute }),
      ]),
    ),
    stopWhen: stepCountIs(5),
    providerOptions: { openai },
    ...options,
  });

const IN_ORDER = { parallelToolCalls: false };
/** Reasoning comes encrypted and goes back with its call, as nothing is kept. */
const STATELESS = { ...IN_ORDER, store: false, include: ['reasoning.encrypted_content'] };

async function streamed(options) {
  let failure;
  const result = streamText({ ...options, onError: ({ error }) => (failure ??= error) });
  const texts = [];
  for await (const text of result.textStream) texts.push(text);
  if (failure) throw failure;
  return texts;
}

async function refused(up, status, answered = status) {
  const { model, question } = up.failing(status);
  let error;
  try {
    await generateText(asked({ model }, { prompt: question }));
  } catch (thrown) {
    error = thrown;
  }
  expect(error instanceof APICallError, `${error} (expected: an APICallError)`);
  same('status', error.statusCode, answered);
}

const flows = (up) => ({
  chat: async () => {
    const { text, usage } = await generateText(asked(up, { prompt: HELLO }));
    up.greets(text);
    expect(usage.inputTokens > 0 && usage.outputTokens > 0, `usage: ${JSON.stringify(usage)}`);
  },
  stream: async () => {
    const texts = await streamed(asked(up, { prompt: HELLO }));
    expect(texts.length > 2, `${texts.length} texts (expected: several)`);
    up.greets(texts.join(''));
  },
  tools: async () => {
    const calls = [];
    up.hasTold((await generateText(tooled(up, calls, { prompt: IN_TURN }, IN_ORDER))).text, calls);
  },
  stream_tools: async () => {
    const calls = [];
    const texts = await streamed(tooled(up, calls, { prompt: IN_TURN }, STATELESS));
    up.hasTold(texts.join(''), calls);
  },
  parallel_tools: async () => {
    const calls = [];
    up.hasToldAtOnce((await generateText(tooled(up, calls, { prompt: up.atOnce }))).text, calls);
  },
  history: async () => {
    const before = [{ role: 'user', content: IN_TURN }];
    const { response } = await generateText(tooled(up, [], { messages: before }, IN_ORDER));
    const messages = [...before, ...response.messages, { role: 'user', content: HELLO }];
    up.greets((await generateText(tooled(up, [], { messages }))).text);
  },
  structured: async () => {
    const output = Output.object({ schema: City });
    City.parse((await generateText(asked(up, { prompt: 'Name a city.', output }))).output);
  },
  image: async () => {
    const content = [
      { type: 'text', text: 'What is this?' },
      { type: 'image', image: PIXEL },
    ];
    const { text } = await generateText(asked(up, { messages: [{ role: 'user', content }] }));
    contains('text', text.toLowerCase(), up.picture);
  },
  bad_request: () => refused(up, 400),
  server_error: () => refused(up, 500, 502),
  rate_limit: () => refused(up, 429),
});

for (const up of UPSTREAMS) await run('vercel-responses', flows(up), { over: up.name });
process.exit();
