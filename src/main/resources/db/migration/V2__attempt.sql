-- One row for each attempt at a deployment. Times are milliseconds since 1970-01-01 UTC, durations
-- are microseconds, money is in nano-dollars (a billionth of a US dollar).
CREATE TABLE attempt (
  run BIGINT NOT NULL, -- a random number of the server's run, and
  seq BIGINT NOT NULL, -- the attempt's number in it: writing a row twice is seen
  ended_at BIGINT NOT NULL,
  call_id TEXT NOT NULL,
  key_id TEXT NOT NULL, -- empty for an anonymous caller
  owner TEXT NOT NULL,
  end_user TEXT NOT NULL,
  operation TEXT NOT NULL,
  model TEXT NOT NULL, -- as the caller named it
  provider TEXT NOT NULL,
  upstream_model TEXT NOT NULL,
  streamed BOOLEAN NOT NULL,
  outcome TEXT NOT NULL, -- completed, or the code of the fault
  input_tokens BIGINT NOT NULL,
  cached_input_tokens BIGINT NOT NULL,
  cache_write_tokens BIGINT NOT NULL,
  audio_input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  reasoning_tokens BIGINT NOT NULL,
  audio_output_tokens BIGINT NOT NULL,
  estimated BOOLEAN NOT NULL,
  cost BIGINT, -- absent when the price is unknown
  duration BIGINT NOT NULL,
  first_token BIGINT, -- absent when no content came
  PRIMARY KEY (run, seq)
);

CREATE INDEX attempt_ended_at ON attempt (ended_at);
