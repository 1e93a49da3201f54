// Files and batches through the official OpenAI SDK for Node: the flows of openai_sdk.mjs.

import OpenAI, { toFile } from 'openai';
import { BASE_URL, KEY, contains, expect, raises, same } from './harness.mjs';

const newClient = (apiKey) =>
  new OpenAI({ baseURL: BASE_URL, apiKey, maxRetries: 0, timeout: 120_000 });
const { files, batches } = newClient(KEY);
const stranger = newClient(process.env.TUTTI_ADMIN_KEY).files;
const PATIENCE_MILLIS = 50_000;
const ENDED = ['completed', 'failed', 'expired', 'cancelled'];

const notFound = (call) => raises(OpenAI.NotFoundError, call);
const pause = (millis) => new Promise((done) => setTimeout(done, millis));

const line = (id, model) =>
  JSON.stringify({
    custom_id: id,
    method: 'POST',
    url: '/v1/chat/completions',
    body: { model, messages: [{ role: 'user', content: 'Say hello.' }] },
  });

async function create(lines) {
  const file = await toFile(Buffer.from(lines.join('\n')), 'in.jsonl');
  const { id } = await files.create({ file, purpose: 'batch' });
  return batches.create({
    input_file_id: id,
    endpoint: '/v1/chat/completions',
    completion_window: '24h',
    metadata: { a: 'b' },
  });
}

async function ended(begun) {
  const deadline = performance.now() + PATIENCE_MILLIS;
  let batch = begun;
  while (!ENDED.includes(batch.status)) {
    expect(performance.now() < deadline, `${batch.status} after ${PATIENCE_MILLIS} ms`);
    await pause(200);
    batch = await batches.retrieve(batch.id);
  }
  return batch;
}

async function rows(id) {
  const text = await (await files.content(id)).text();
  return text.trim().split('\n').map((row) => JSON.parse(row));
}

export const batchFlows = {
  async files() {
    const content = Buffer.from('näme\n'.repeat(100_000));
    const kept = await files.create({
      file: await toFile(content, 'näme.jsonl'),
      purpose: 'batch',
      expires_after: { anchor: 'created_at', seconds: 3600 },
    });
    same('bytes', kept.bytes, content.length);
    same('filename', kept.filename, 'näme.jsonl');
    same('expires_at', kept.expires_at, kept.created_at + 3600);
    const back = Buffer.from(await (await files.content(kept.id)).arrayBuffer());
    expect(back.equals(content), 'another content than was sent');
    same('retrieved', (await files.retrieve(kept.id)).id, kept.id);
    const listed = [];
    for await (const each of files.list({ purpose: 'batch' })) listed.push(each.id);
    expect(listed.includes(kept.id), 'it is not listed');
    await notFound(() => stranger.retrieve(kept.id));
    await notFound(() => stranger.delete(kept.id));
    same('deleted', (await files.delete(kept.id)).deleted, true);
    await notFound(() => files.content(kept.id));
  },

  async batches() {
    const models = Array.from({ length: 20 }, (_, n) => (n === 7 ? 'no-such-model' : 'sim'));
    const made = await create(models.map((model, n) => line(`c${n}`, model)));
    same('metadata', JSON.stringify(made.metadata), '{"a":"b"}');
    const batch = await ended(made);
    same('status', batch.status, 'completed');
    const { total, completed, failed } = batch.request_counts;
    same('counts', [total, completed, failed].join(), '20,19,1');
    const answers = await rows(batch.output_file_id);
    same('results', new Set(answers.map((row) => row.custom_id)).size, 19);
    for (const { response } of answers) {
      const said = response.body.choices[0].message.content;
      contains('content', said.toLowerCase(), 'simulated');
    }
    same('errors', (await rows(batch.error_file_id)).map((row) => row.custom_id).join(), 'c7');
    const { data } = await batches.list({ limit: 5 });
    expect(data.some((each) => each.id === batch.id), 'it is not listed');
    const wrong = await ended(await create([line('same', 'sim'), line('same', 'sim')]));
    same('status', wrong.status, 'failed');
    same('code', wrong.errors.data[0].code, 'duplicate_custom_id');
    same('line', wrong.errors.data[0].line, 2);
  },

  async batch_cancel() {
    const ids = Array.from({ length: 300 }, (_, n) => `c${n}`);
    const batch = await create(ids.map((id) => line(id, 'sim/sim-slow')));
    const { status } = await batches.cancel(batch.id);
    expect(['cancelling', 'cancelled'].includes(status), `status: ${status}`);
    same('status', (await ended(batch)).status, 'cancelled');
  },
};
