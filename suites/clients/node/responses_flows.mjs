// The Responses API through the official OpenAI SDK for Node: the flows of openai_sdk.mjs.

import OpenAI from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { BASE_URL, KEY, contains, expect, promptly, raises, same } from './harness.mjs';
import { CHINESE } from './samples.mjs';

const newClient = (apiKey) =>
  new OpenAI({ baseURL: BASE_URL, apiKey, maxRetries: 0, timeout: 120_000 });
const { responses: api, conversations } = newClient(KEY);
const stranger = newClient(process.env.TUTTI_ADMIN_KEY).responses;
const WEATHER = {
  type: 'function',
  name: 'get_weather',
  description: 'get_weather',
  parameters: {
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
    additionalProperties: false,
  },
  strict: true,
};
const PLACE = zodTextFormat(z.object({ city: z.string(), people: z.number().int() }), 'place');

function checkUsage(usage) {
  const { input_tokens, output_tokens, total_tokens } = usage ?? {};
  expect(input_tokens > 0 && output_tokens > 0, `usage: ${JSON.stringify(usage)}`);
  same('usage.total_tokens', total_tokens, input_tokens + output_tokens);
}

const notFound = (call) => raises(OpenAI.NotFoundError, call);

export const responsesFlows = {
  async responses() {
    const answer = await api.create({
      model: 'sim',
      instructions: 'You are brief.',
      input: 'Say hello.',
      metadata: { a: 'b' },
    });
    contains('output_text', answer.output_text.toLowerCase(), 'simulated');
    same('status', answer.status, 'completed');
    same('model', answer.model, 'sim');
    same('metadata', answer.metadata, { a: 'b' });
    checkUsage(answer.usage);
  },

  async responses_stream() {
    const events = api.stream({ model: 'sim', input: 'Say hello.' });
    const kinds = [];
    for await (const event of events) kinds.push(event.type);
    const answer = await events.finalResponse();
    same('first event', kinds[0], 'response.created');
    same('last event', kinds.at(-1), 'response.completed');
    const deltas = kinds.filter((kind) => kind === 'response.output_text.delta').length;
    expect(deltas > 2, `events: ${[...new Set(kinds)]}`);
    contains('output_text', answer.output_text.toLowerCase(), 'simulated');
    checkUsage(answer.usage);
    let last;
    try {
      const broken = await api.create({ model: 'sim/sim-cut', input: 'Hello.', stream: true });
      for await (const event of broken) last = event;
    } catch {
      // The connection breaks after the last event, as it must.
    }
    same('the end of a broken stream', last?.type, 'response.failed');
    same('error.code', last.response.error.code, 'server_error');
    same('error.tutti_code', last.response.error.tutti_code, 'truncated');
  },

  async responses_tools() {
    const model = 'sim/sim-tools';
    const tools = [WEATHER];
    const asked = await api.create({ model, input: 'What is the weather in Shanghai?', tools });
    const calls = asked.output.filter((item) => item.type === 'function_call');
    same('tools', calls.map((call) => call.name), ['get_weather']);
    expect(typeof JSON.parse(calls[0].arguments).city === 'string', calls[0].arguments);
    const done = await api.create({
      model,
      previous_response_id: asked.id,
      input: [{ type: 'function_call_output', call_id: calls[0].call_id, output: CHINESE }],
      tools,
    });
    contains('output_text', done.output_text, CHINESE);
    same('previous_response_id', done.previous_response_id, asked.id);
  },

  async responses_json_schema() {
    const answer = await api.parse({ model: 'sim', input: 'A town.', text: { format: PLACE } });
    expect(typeof answer.output_parsed?.city === 'string', 'nothing parsed');
  },

  async responses_kept() {
    const kept = await api.create({ model: 'sim', input: 'Keep this.' });
    same('kept', (await api.retrieve(kept.id)).output_text, kept.output_text);
    const items = (await api.inputItems.list(kept.id)).data;
    same('input', items[0].content[0].text, 'Keep this.');
    await api.delete(kept.id);
    await notFound(() => api.retrieve(kept.id));
    const passing = await api.create({ model: 'sim', input: 'Forget this.', store: false });
    await notFound(() => api.retrieve(passing.id));
  },

  async responses_conversation() {
    const { id } = await conversations.create({
      items: [{ type: 'message', role: 'user', content: 'My name is Li.' }],
    });
    await api.create({ model: 'sim', input: 'Who am I?', conversation: id });
    const items = (await conversations.items.list(id, { order: 'asc' })).data;
    same('items', items.map((item) => item.role), ['user', 'user', 'assistant']);
    await conversations.delete(id);
    await notFound(() => conversations.retrieve(id));
  },

  async responses_cooperation() {
    const asked = { model: 'coop:panel', input: 'Say hello.', max_output_tokens: 20 };
    const events = await promptly(500, async () => {
      const began = performance.now();
      let waited;
      const found = [];
      for await (const event of await api.create({ ...asked, stream: true })) {
        waited ??= performance.now() - began;
        found.push(event);
      }
      return [waited, found];
    });
    same('first event', events[0].type, 'response.created');
    const { usage } = events.at(-1).response;
    expect(usage.output_tokens > 2 * 20, `usage: ${JSON.stringify(usage)} (expected: a sum)`);
    const text = { format: PLACE };
    const parsed = await api.parse({ model: 'coop:panel', input: 'Name a place.', text });
    expect(typeof parsed.output_parsed?.city === 'string', `parsed: ${parsed.output_text}`);
  },

  async responses_foreign() {
    const { id } = await api.create({ model: 'sim', input: 'Mine.' });
    await notFound(() => stranger.retrieve(id));
    await notFound(() => stranger.delete(id));
    await notFound(() => stranger.create({ model: 'sim', input: 'Yours.', previous_response_id: id }));
  },
};
