-- Durable tasks. Times are milliseconds since 1970-01-01 UTC, spans milliseconds, money nano-dollars.
CREATE TABLE task (
  seq BIGINT NOT NULL PRIMARY KEY, -- in the order of submission
  id TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  key_id TEXT NOT NULL, -- by whose rights it runs; empty for a caller without a key
  end_user TEXT NOT NULL,
  session TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL, -- what it is about, such as a model or a skill; may be empty
  state TEXT NOT NULL,
  priority BIGINT NOT NULL, -- 0 to 9, 9 is the most urgent
  attempt BIGINT NOT NULL, -- starts so far; whoever writes for another one is refused
  failures BIGINT NOT NULL, -- failed attempts since it was submitted or requeued
  node TEXT NOT NULL, -- the run of the server that has started it; may be empty
  created_at BIGINT NOT NULL,
  ready_at BIGINT NOT NULL, -- not before
  started_at BIGINT, -- of the latest attempt
  ended_at BIGINT,
  timeout BIGINT NOT NULL, -- of an attempt
  deadline BIGINT, -- of all attempts; null for none
  queue_time BIGINT NOT NULL, -- of all attempts
  run_time BIGINT NOT NULL, -- of all attempts
  error_code TEXT NOT NULL, -- of the latest failure; empty for none
  error_class TEXT NOT NULL,
  severity TEXT NOT NULL,
  error TEXT NOT NULL,
  input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  cost BIGINT NOT NULL,
  progress_done BIGINT NOT NULL,
  progress_total BIGINT NOT NULL, -- 0 while it is not known
  progress_text TEXT NOT NULL,
  input_bytes BIGINT NOT NULL,
  limits TEXT NOT NULL, -- JSON
  idempotency_key TEXT NOT NULL, -- may be empty
  request_hash TEXT NOT NULL,
  schedule TEXT NOT NULL, -- JSON; empty for a task that runs once
  schedule_id TEXT NOT NULL, -- the task whose schedule has begun this one; may be empty
  webhook TEXT NOT NULL -- JSON; empty for none
);

CREATE INDEX task_owner ON task (owner, seq);
CREATE INDEX task_owner_state ON task (owner, state, seq);
CREATE INDEX task_state ON task (state, seq);
CREATE INDEX task_ended ON task (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX task_schedule ON task (schedule_id) WHERE schedule_id <> '';
CREATE UNIQUE INDEX task_idempotency ON task (owner, idempotency_key) WHERE idempotency_key <> '';

-- What a task was asked, apart from its row, which is written often.
CREATE TABLE task_input (
  task_id TEXT NOT NULL PRIMARY KEY,
  body TEXT NOT NULL -- JSON
);

CREATE TABLE task_result (
  task_id TEXT NOT NULL PRIMARY KEY,
  body TEXT NOT NULL -- JSON
);

-- Checkpoints: what a step of a task has come to. It is there before the next step begins.
CREATE TABLE task_step (
  task_id TEXT NOT NULL,
  name TEXT NOT NULL,
  request_hash TEXT NOT NULL, -- of what the step was asked: another one asks again
  attempt BIGINT NOT NULL,
  ended_at BIGINT NOT NULL,
  input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  cost BIGINT NOT NULL,
  body TEXT NOT NULL, -- JSON
  PRIMARY KEY (task_id, name)
);

-- What has happened to a task, numbered from 1.
CREATE TABLE task_event (
  task_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  type TEXT NOT NULL,
  body TEXT NOT NULL, -- JSON
  PRIMARY KEY (task_id, number)
);

-- Receivers to be told of the end of tasks.
CREATE TABLE task_delivery (
  task_id TEXT NOT NULL,
  number BIGINT NOT NULL, -- of the event
  state TEXT NOT NULL, -- pending, delivered or failed
  tries BIGINT NOT NULL,
  next_at BIGINT NOT NULL,
  last TEXT NOT NULL, -- what the latest try met with
  PRIMARY KEY (task_id, number)
);

CREATE INDEX task_delivery_due ON task_delivery (next_at) WHERE state = 'pending';
