-- Batches of requests; outcomes of their lines are in the folder "batches" of the data folder until they become files. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE batch (
  id TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  request TEXT NOT NULL, -- JSON: what the caller wanted
  status TEXT NOT NULL, -- in OpenAI's words
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  begun_at BIGINT,
  finalizing_at BIGINT,
  cancelling_at BIGINT,
  ended_at BIGINT,
  total BIGINT NOT NULL DEFAULT 0,
  completed BIGINT NOT NULL DEFAULT 0,
  failed BIGINT NOT NULL DEFAULT 0,
  output_file TEXT NOT NULL DEFAULT '',
  error_file TEXT NOT NULL DEFAULT '',
  errors TEXT NOT NULL DEFAULT '[]', -- JSON: why it could not be run
  task_id TEXT NOT NULL DEFAULT ''
);

CREATE INDEX batch_owner ON batch (owner, created_at, id);
CREATE INDEX batch_live ON batch (created_at) WHERE ended_at IS NULL;
CREATE INDEX batch_ended ON batch (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX batch_task ON batch (task_id);
