// The OpenAI Agents SDK for JavaScript against Tutti, over the Responses API or over chats.

import {
  Agent,
  OpenAIChatCompletionsModel,
  OpenAIResponsesModel,
  run as ask,
  setTracingDisabled,
  tool,
} from '@openai/agents';
import OpenAI from 'openai';
import { z } from 'zod';
import { BASE_URL, KEY, contains, expect, run, same } from './harness.mjs';
import { PIXEL } from './samples.mjs';
import { HELLO, IN_TURN, UPSTREAMS, City, bothTools } from './frameworks.mjs';

const kind = process.argv[2];
const Model = kind === 'chat' ? OpenAIChatCompletionsModel : OpenAIResponsesModel;
const client = new OpenAI({ baseURL: BASE_URL, apiKey: KEY, maxRetries: 0 });
setTracingDisabled(true);

const agent = (model, options = {}) =>
  new Agent({ name: 'Helper', instructions: 'Be brief.', model: new Model(client, model), ...options });

function withTools(up, calls, modelSettings = {}) {
  const tools = Object.entries(bothTools(calls)).map(([name, execute]) =>
    tool({ name, description: name, parameters: z.object({ city: z.string() }), execute }),
  );
  return agent(up.model, { tools, modelSettings });
}

const inTurn = (up, calls) => withTools(up, calls, { parallelToolCalls: false });

async function streamed(agent, question) {
  const result = await ask(agent, question, { stream: true });
  const texts = [];
  for await (const text of result.toTextStream()) texts.push(text);
  await result.completed;
  return { texts, result };
}

/** The client's own error, by the status that the server answered with. */
async function refused(up, status, answered = status) {
  const { model, question } = up.failing(status);
  let error;
  try {
    await ask(agent(model), question);
  } catch (thrown) {
    error = thrown;
  }
  expect(error instanceof OpenAI.APIError, `${error} (expected: an APIError)`);
  same('status', error.status, answered);
}

const flows = (up) => ({
  chat: async () => {
    const result = await ask(agent(up.model), HELLO);
    up.greets(result.finalOutput);
    const { usage } = result.runContext;
    expect(usage.inputTokens > 0 && usage.outputTokens > 0, `usage: ${JSON.stringify(usage)}`);
  },
  stream: async () => {
    const { texts } = await streamed(agent(up.model), HELLO);
    expect(texts.length > 2, `${texts.length} texts (expected: several)`);
    up.greets(texts.join(''));
  },
  tools: async () => {
    const calls = [];
    up.hasTold((await ask(inTurn(up, calls), IN_TURN)).finalOutput, calls);
  },
  stream_tools: async () => {
    const calls = [];
    const { result } = await streamed(inTurn(up, calls), IN_TURN);
    up.hasTold(result.finalOutput, calls);
  },
  parallel_tools: async () => {
    const calls = [];
    up.hasToldAtOnce((await ask(withTools(up, calls), up.atOnce)).finalOutput, calls);
  },
  history: async () => {
    const before = await ask(inTurn(up, []), IN_TURN);
    const input = [...before.history, { role: 'user', content: HELLO }];
    up.greets((await ask(inTurn(up, []), input)).finalOutput);
  },
  structured: async () => {
    const result = await ask(agent(up.model, { outputType: City }), 'Name a city.');
    City.parse(result.finalOutput);
  },
  image: async () => {
    const content = [
      { type: 'input_text', text: 'What is this?' },
      { type: 'input_image', image: PIXEL },
    ];
    const result = await ask(agent(up.model), [{ role: 'user', content }]);
    contains('text', result.finalOutput.toLowerCase(), up.picture);
  },
  bad_request: () => refused(up, 400),
  server_error: () => refused(up, 500, 502),
  rate_limit: () => refused(up, 429),
});

const name = kind === 'chat' ? 'openai-agents-node-chat' : 'openai-agents-node';
for (const up of UPSTREAMS) await run(name, flows(up), { over: up.name });
process.exit();
