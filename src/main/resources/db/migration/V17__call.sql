-- One row for each call, as it ended for its caller. Texts are words (V16) unless it says otherwise; times are
-- milliseconds since 1970-01-01 UTC, spans are microseconds, money is in nano-dollars.
CREATE TABLE call (
  id INTEGER PRIMARY KEY, -- in the order of writing
  call_id TEXT NOT NULL, -- itself
  trace_id TEXT NOT NULL DEFAULT '', -- itself
  started_at INTEGER NOT NULL,
  endpoint INTEGER NOT NULL,
  key_id INTEGER NOT NULL,
  owner INTEGER NOT NULL,
  end_user INTEGER NOT NULL,
  session TEXT NOT NULL, -- itself
  operation INTEGER NOT NULL,
  model INTEGER NOT NULL, -- as the caller named it
  skill INTEGER NOT NULL,
  revision INTEGER NOT NULL, -- of the skill
  streamed INTEGER NOT NULL,
  outcome INTEGER NOT NULL, -- as the caller saw it
  status INTEGER NOT NULL, -- of HTTP, 0 where it was not asked over HTTP
  cache INTEGER NOT NULL,
  degraded INTEGER NOT NULL,
  coalesced INTEGER NOT NULL,
  attempts INTEGER NOT NULL, -- its own, not those of a call whose answer it shares
  failed_attempts INTEGER NOT NULL, -- how many of them have not brought what was asked for
  total INTEGER NOT NULL,
  first_token INTEGER, -- absent when no content came
  overhead INTEGER NOT NULL, -- Tutti's own: neither an upstream nor a wait
  guard_wait INTEGER NOT NULL, -- for limits and places at deployments
  retry_wait INTEGER NOT NULL, -- between attempts
  input_tokens INTEGER NOT NULL,
  cached_input_tokens INTEGER NOT NULL,
  cache_write_tokens INTEGER NOT NULL,
  audio_input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  reasoning_tokens INTEGER NOT NULL,
  audio_output_tokens INTEGER NOT NULL,
  estimated INTEGER NOT NULL,
  cost INTEGER NOT NULL, -- of the attempts whose cost is known
  unpriced INTEGER NOT NULL, -- how many attempts have none
  saved_tokens INTEGER NOT NULL, -- that the cache, another call or a lighter prompt has made unnecessary
  saved_cost INTEGER NOT NULL, -- of these, at the prices of then
  decision -- INTEGER: the word that is the JSON of the way to its deployments; TEXT: that JSON, where it is this call's alone
);

CREATE INDEX call_started_at ON call (started_at);
CREATE INDEX call_call_id ON call (call_id);

ALTER TABLE attempt ADD COLUMN number INTEGER NOT NULL DEFAULT 0; -- among those of its call, from 1; 0 where it is not known
ALTER TABLE attempt ADD COLUMN reason INTEGER NOT NULL DEFAULT 0; -- a word, 0 where it is not known
ALTER TABLE attempt ADD COLUMN status INTEGER NOT NULL DEFAULT 0; -- of HTTP, 0 where its upstream has not answered
ALTER TABLE attempt ADD COLUMN price INTEGER NOT NULL DEFAULT 0; -- a word: what its cost is by, 0 where it is not known

CREATE INDEX attempt_call_id ON attempt (call_id);
