// The Vercel AI SDK against Tutti, through its provider for OpenAI-compatible servers (`compatible`)
// or its own OpenAI provider in chat mode (`openai`): node vercel.mjs compatible|openai

import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import {
  APICallError,
  Output,
  RetryError,
  embedMany,
  generateText,
  stepCountIs,
  streamText,
  tool,
} from 'ai';
import { z } from 'zod';
import {
  BASE_URL,
  KEY,
  absent,
  awaitCancelled,
  contains,
  expect,
  leftCalls,
  raises,
  run,
  same,
} from './harness.mjs';
import { BROKEN, CHINESE, HELLO, PARIS, PIXEL, Ticket } from './samples.mjs';

/** How each provider is made, and what it calls its models. */
const PROVIDERS = {
  compatible: {
    client: 'vercel',
    make(apiKey, includeUsage = true) {
      const provider = createOpenAICompatible({
        name: 'tutti',
        baseURL: BASE_URL,
        apiKey,
        includeUsage,
        supportsStructuredOutputs: true,
      });
      return {
        chat: provider.chatModel,
        completion: provider.completionModel,
        embedding: provider.embeddingModel,
      };
    },
    dimensions: (dimensions) => ({ tutti: { dimensions } }),
  },
  openai: {
    client: 'vercel-openai',
    make: (apiKey) => createOpenAI({ baseURL: BASE_URL, apiKey }),
    dimensions: (dimensions) => ({ openai: { dimensions } }),
  },
};

const kind = process.argv[2];
const provider = PROVIDERS[kind];
expect(provider, `provider: ${kind} (expected: one of ${Object.keys(PROVIDERS)})`);
const tutti = provider.make(KEY);

/** The AI SDK wants the system message apart from the others. */
const [system, ...messages] = HELLO;
const hello = { system: system.content, messages };

const ask = (model = 'sim') => ({ model: tutti.chat(model), ...hello, maxRetries: 0 });
const generate = (model, options) => generateText({ ...ask(model), ...options });

/** Reads a whole stream; its first error, which the SDK would print, is thrown. */
async function read(options) {
  let failure;
  const result = streamText({
    ...options,
    onError({ error }) {
      failure ??= error;
    },
  });
  const texts = [];
  for await (const text of result.textStream) texts.push(text);
  if (failure) throw failure;
  return { texts, result };
}

const answering = (argument, result) =>
  tool({
    description: 'Answers at once.',
    inputSchema: z.object({ [argument]: z.string() }),
    execute: () => result,
  });

const tooled = (prompt, tools) => ({
  model: tutti.chat('sim/sim-tools'),
  prompt,
  tools,
  stopWhen: stepCountIs(3),
  maxRetries: 0,
});

const weather = answering('city', CHINESE);
const time = answering('zone', PARIS);
const oneTool = tooled('What is the weather in Shanghai?', { get_weather: weather });
const twoTools = tooled('The weather in Shanghai, and the time in Paris?', {
  get_weather: weather,
  get_time: time,
});

function checkUsage({ inputTokens, outputTokens, totalTokens }) {
  expect(inputTokens > 0 && outputTokens > 0, `usage: ${inputTokens} in, ${outputTokens} out`);
  same('totalTokens', totalTokens, inputTokens + outputTokens);
}

/** The error of a call and of a streamed one, which must both be of this status. */
async function refused(status, options) {
  for (const call of [() => generateText(options), () => read(options)]) {
    const error = await raises(APICallError, call);
    same('statusCode', error.statusCode, status);
    expect(error.data?.error?.message, `no OpenAI error body: ${error.responseBody}`);
  }
  return raises(APICallError, () => generateText(options));
}

const flows = {
  async chat() {
    const answer = await generate('sim');
    same('finishReason', answer.finishReason, 'stop');
    contains('text', answer.text.toLowerCase(), 'simulated');
    same('model', answer.response.modelId, 'sim');
    expect(answer.response.headers['x-tutti-request-id'], 'no x-tutti-request-id header');
    checkUsage(answer.usage);
  },

  async stream() {
    const { texts, result } = await read(ask());
    contains('text', texts.join('').toLowerCase(), 'simulated');
    expect(texts.length > 1, `${texts.length} chunks of text (expected: several)`);
    same('finishReason', await result.finishReason, 'stop');
  },

  async stream_usage() {
    const { result } = await read(ask());
    checkUsage(await result.usage);
  },

  async tools() {
    const answer = await generateText(oneTool);
    same('steps', answer.steps.map((step) => step.finishReason), ['tool-calls', 'stop']);
    contains('text', answer.text, CHINESE);
  },

  async stream_tools() {
    const { texts, result } = await read(oneTool);
    const reasons = (await result.steps).map((step) => step.finishReason);
    same('steps', reasons, ['tool-calls', 'stop']);
    contains('text', texts.join(''), CHINESE);
  },

  async parallel_tools() {
    const answer = await generateText(twoTools);
    const calls = answer.steps[0].toolCalls;
    same('tools', calls.map((call) => call.toolName).sort(), ['get_time', 'get_weather']);
    same('distinct ids', new Set(calls.map((call) => call.toolCallId)).size, 2);
    contains('text', answer.text, CHINESE);
    contains('text', answer.text, PARIS);
  },

  async json_schema() {
    const answer = await generate('sim', { output: Output.object({ schema: Ticket }) });
    Ticket.parse(answer.output);
  },

  async stream_json_schema() {
    const { result } = await read({ ...ask(), output: Output.object({ schema: Ticket }) });
    Ticket.parse(await result.output);
  },

  async json_mode() {
    const answer = await generate('sim', { output: Output.json() });
    expect(answer.output instanceof Object, `output: ${JSON.stringify(answer.output)}`);
  },

  async embeddings() {
    const { embeddings, usage } = await embedMany({
      model: tutti.embedding('sim'),
      values: ['eins', '二', 'eins'],
      providerOptions: provider.dimensions(64),
      maxRetries: 0,
    });
    same('dimensions', embeddings.map((vector) => vector.length), [64, 64, 64]);
    same('vector of the same text', embeddings[2], embeddings[0]);
    expect(String(embeddings[1]) !== String(embeddings[0]), 'two texts have one vector');
    expect(usage.tokens > 0, `usage: ${JSON.stringify(usage)}`);
  },

  models: absent('the AI SDK has no call that lists models'),

  async completions() {
    const asked = { model: tutti.completion('sim'), prompt: 'Once upon a time', maxRetries: 0 };
    const answer = await generateText(asked);
    contains('text', answer.text.toLowerCase(), 'simulated');
    checkUsage(answer.usage);
    const { texts, result } = await read(asked);
    contains('streamed text', texts.join('').toLowerCase(), 'simulated');
    checkUsage(await result.usage);
  },

  async image() {
    const content = [
      { type: 'text', text: 'What is this?' },
      { type: 'image', image: PIXEL },
    ];
    const answer = await generate('sim', { messages: [{ role: 'user', content }] });
    contains('text', answer.text.toLowerCase(), 'simulated');
  },

  logprobs:
    kind === 'openai'
      ? async () => {
          const answer = await generate('sim', { providerOptions: { openai: { logprobs: 2 } } });
          const [tokens] = answer.providerMetadata.openai.logprobs ?? [];
          expect([tokens].flat().every((token) => token?.logprob <= 0), 'no logprobs');
        }
      : absent('the provider for compatible servers has no option for them'),

  async chinese() {
    const asked = { model: tutti.chat('sim/sim-echo'), prompt: CHINESE, maxRetries: 0 };
    same('text', (await generateText(asked)).text, CHINESE);
    same('streamed text', (await read(asked)).texts.join(''), CHINESE);
  },

  async concurrent() {
    const answers = await Promise.all(Array.from({ length: 16 }, () => generate('sim')));
    same('distinct ids', new Set(answers.map((answer) => answer.response.id)).size, 16);
  },

  async cancel() {
    const before = await leftCalls();
    const left = new AbortController();
    const { textStream } = streamText({ ...ask('sim/sim-slow'), abortSignal: left.signal });
    expect((await textStream[Symbol.asyncIterator]().next()).value, 'no text');
    left.abort();
    await awaitCancelled(before);
  },

  async timeout() {
    const before = await leftCalls();
    const call = () => generate('sim/sim-stall', { abortSignal: AbortSignal.timeout(2_000) });
    same('error', (await raises(DOMException, call)).name, 'TimeoutError');
    await awaitCancelled(before);
  },

  async unauthorized() {
    await refused(401, { ...ask(), model: provider.make('tt-wrong').chat('sim') });
  },

  async rate_limit() {
    const error = await refused(429, ask('sim/sim-429'));
    expect(error.isRetryable, 'not retryable');
    expect(Number(error.responseHeaders['retry-after']) > 0, 'retry-after is not positive');
  },

  async retry_after() {
    const first = await raises(APICallError, () => generate('sim/sim-429'));
    const seconds = Number(first.responseHeaders['retry-after']);
    const started = performance.now();
    await raises(RetryError, () => generate('sim/sim-429', { maxRetries: 1 }));
    const took = (performance.now() - started) / 1000;
    expect(took >= seconds * 0.9, `retried after ${took.toFixed(1)} s (expected: ${seconds} s)`);
  },

  async context_length() {
    const error = await refused(400, ask('sim/sim-context'));
    same('error.code', error.data.error.code, 'context_length_exceeded');
    expect(!error.isRetryable, 'retryable');
  },

  async server_error() {
    const error = await refused(502, ask('sim/sim-500'));
    expect(error.isRetryable, 'not retryable');
  },

  async broken_stream() {
    // The connection ends without HTTP's end, and the AI SDK tells of that instead of the error event.
    for (const model of Object.keys(BROKEN)) {
      const thrown = await read(ask(model)).then(() => undefined, (error) => error);
      expect(thrown instanceof Error, `${model}: ended as if it were whole`);
    }
  },

  async unknown_model() {
    const error = await refused(404, ask('no-such-model'));
    same('error.code', error.data.error.code, 'model_not_found');
  },

  async bad_parameter() {
    const error = await refused(400, { ...ask(), temperature: 99 });
    contains('message', error.message, 'temperature');
  },
};

await run(provider.client, flows);
