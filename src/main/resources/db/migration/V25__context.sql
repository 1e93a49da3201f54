-- What was learned of the tokens of a model's prompts: a JSON array of numbers. Times are milliseconds since
-- 1970-01-01 UTC.
CREATE TABLE token_weights (
  model TEXT NOT NULL PRIMARY KEY, -- as callers name it, or provider/name
  learned_at BIGINT NOT NULL,
  body TEXT NOT NULL
);

CREATE INDEX token_weights_learned ON token_weights (learned_at);

-- What was sent of a conversation against all of it, one row for each call of which a view was made.
CREATE TABLE call_context (
  call_id TEXT NOT NULL PRIMARY KEY,
  ended_at BIGINT NOT NULL,
  owner TEXT NOT NULL,
  session TEXT NOT NULL, -- may be empty
  skill TEXT NOT NULL, -- may be empty
  tokens_sent BIGINT NOT NULL, -- estimated, as is
  tokens_full BIGINT NOT NULL, -- what the full history would have taken
  cost_saved BIGINT NOT NULL, -- nano-dollars at the prices of a prompt cache; negative where it cost more
  follow_up TEXT NOT NULL -- the decision; empty where there was none
);

CREATE INDEX call_context_ended ON call_context (ended_at);
