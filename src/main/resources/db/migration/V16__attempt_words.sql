-- Most attempts repeat the same few texts: a row has their numbers, which takes half the room and half the time to write.
CREATE TABLE word (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
);

-- How many attempts of a server's run are written: a batch that is written twice is seen by it.
CREATE TABLE ledger_run (
  run INTEGER PRIMARY KEY, -- a random number
  written INTEGER NOT NULL
);

CREATE TABLE attempt_in_words (
  id INTEGER PRIMARY KEY, -- in the order of writing
  ended_at INTEGER NOT NULL, -- milliseconds since 1970-01-01 UTC
  call_id TEXT NOT NULL,
  key_id INTEGER NOT NULL, -- a word, as all that were texts in V2 but the call's id
  owner INTEGER NOT NULL,
  end_user INTEGER NOT NULL,
  operation INTEGER NOT NULL,
  model INTEGER NOT NULL,
  provider INTEGER NOT NULL,
  upstream_model INTEGER NOT NULL,
  streamed INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  input_tokens INTEGER NOT NULL,
  cached_input_tokens INTEGER NOT NULL,
  cache_write_tokens INTEGER NOT NULL,
  audio_input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  reasoning_tokens INTEGER NOT NULL,
  audio_output_tokens INTEGER NOT NULL,
  estimated INTEGER NOT NULL,
  cost INTEGER, -- nano-dollars; absent when the price is unknown
  duration INTEGER NOT NULL, -- microseconds
  first_token INTEGER, -- microseconds; absent when no content came
  skill INTEGER NOT NULL,
  cost_reported INTEGER NOT NULL,
  hour_cache_write_tokens INTEGER NOT NULL,
  service_tier INTEGER NOT NULL
);

INSERT INTO word (text)
SELECT key_id FROM attempt
UNION SELECT owner FROM attempt
UNION SELECT end_user FROM attempt
UNION SELECT operation FROM attempt
UNION SELECT model FROM attempt
UNION SELECT provider FROM attempt
UNION SELECT upstream_model FROM attempt
UNION SELECT outcome FROM attempt
UNION SELECT skill FROM attempt
UNION SELECT service_tier FROM attempt;

INSERT INTO attempt_in_words
SELECT rowid, ended_at, call_id,
  (SELECT id FROM word WHERE text = key_id),
  (SELECT id FROM word WHERE text = owner),
  (SELECT id FROM word WHERE text = end_user),
  (SELECT id FROM word WHERE text = operation),
  (SELECT id FROM word WHERE text = model),
  (SELECT id FROM word WHERE text = provider),
  (SELECT id FROM word WHERE text = upstream_model),
  streamed,
  (SELECT id FROM word WHERE text = outcome),
  input_tokens, cached_input_tokens, cache_write_tokens, audio_input_tokens,
  output_tokens, reasoning_tokens, audio_output_tokens, estimated, cost, duration, first_token,
  (SELECT id FROM word WHERE text = skill),
  cost_reported, hour_cache_write_tokens,
  (SELECT id FROM word WHERE text = service_tier)
FROM attempt;

DROP TABLE attempt;

ALTER TABLE attempt_in_words RENAME TO attempt;

CREATE INDEX attempt_ended_at ON attempt (ended_at);
