// What the frameworks on Node are asked over every upstream; the same as frameworks.py.

import { z } from 'zod';
import { contains, same } from './harness.mjs';

export const HELLO = 'Say hello.';
export const IN_TURN = 'The weather in Paris, then the time in Paris.';
export const City = z.object({ name: z.string(), country: z.string(), inhabitants: z.number() });

/** Two tools, as functions that note their calls. */
export const bothTools = (calls) => ({
  get_weather: ({ city }) => calls.push('get_weather') && `sunny in ${city}`,
  get_time: ({ city }) => calls.push('get_time') && `noon in ${city}`,
});

/** A provider of the server, and what is said to it; by default the scripted upstream. */
class Upstream {
  atOnce = 'The weather and the time in two cities.';
  callsAtOnce = 4;
  told = ['sunny in Paris', 'noon in Paris'];
  toldAtOnce = ['sunny in Oslo', 'noon in Oslo'];
  picture = 'image/png';
  greeting = 'strict upstream';
  failures = undefined;

  constructor(name, model, differences = {}) {
    Object.assign(this, { name, model }, differences);
  }

  /** The model and the question that lead to an error of this status. */
  failing(status) {
    if (this.failures) return { model: this.failures[status], question: HELLO };
    return { model: this.model, question: `Please fail ${status} now.` };
  }

  greets(text) {
    contains('text', text.toLowerCase(), this.greeting);
  }

  /** The text tells what the two tools gave, each called once. */
  hasTold(text, calls) {
    same('calls', [...calls].sort(), ['get_time', 'get_weather']);
    for (const part of this.told) contains('text', text, part);
  }

  hasToldAtOnce(text, calls) {
    same('calls', calls.length, this.callsAtOnce);
    for (const part of [...this.told, ...this.toldAtOnce]) contains('text', text, part);
  }
}

const SIM = new Upstream('sim', 'sim', {
  atOnce: 'The weather and the time, please.',
  callsAtOnce: 2,
  told: ['sunny in', 'noon in'],
  toldAtOnce: [],
  picture: 'simulated',
  greeting: 'simulated',
  failures: { 429: 'sim/sim-429', 500: 'sim/sim-500', 400: 'sim/sim-context' },
});

export const UPSTREAMS = [
  SIM,
  new Upstream('strict-openai', 'strict-openai/gpt-4.1-mini'),
  new Upstream('strict-responses', 'strict-responses/gpt-5-codex'),
  new Upstream('strict-anthropic', 'strict-anthropic/claude-sonnet-4-5'),
  new Upstream('strict-gemini', 'strict-gemini/gemini-3-flash-preview'),
].filter(({ name }) => (process.env.TUTTI_OVER ?? name) === name);
