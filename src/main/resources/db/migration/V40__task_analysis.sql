-- What analyses of tasks are made of. Times are milliseconds since 1970-01-01 UTC, money nano-dollars.
ALTER TABLE task ADD COLUMN plan TEXT NOT NULL DEFAULT ''; -- JSON: what was expected of it, and why it has its priority; empty for nothing

-- Failed attempts.
CREATE TABLE task_failure (
  task_id TEXT NOT NULL,
  attempt BIGINT NOT NULL, -- 0 where it has waited for too long
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  code TEXT NOT NULL,
  error_class TEXT NOT NULL,
  severity TEXT NOT NULL,
  state TEXT NOT NULL, -- of the task after it
  is_first BIGINT NOT NULL, -- 1 for the first one of the task
  by_hand BIGINT NOT NULL, -- 1 where the task was requeued after it
  error TEXT NOT NULL,
  PRIMARY KEY (task_id, attempt)
);

CREATE INDEX task_failure_at ON task_failure (at);

-- What models have used for the lines of a batch.
ALTER TABLE batch ADD COLUMN input_tokens BIGINT NOT NULL DEFAULT 0;
ALTER TABLE batch ADD COLUMN cached_tokens BIGINT NOT NULL DEFAULT 0; -- of the input
ALTER TABLE batch ADD COLUMN output_tokens BIGINT NOT NULL DEFAULT 0;
ALTER TABLE batch ADD COLUMN reasoning_tokens BIGINT NOT NULL DEFAULT 0; -- of the output
