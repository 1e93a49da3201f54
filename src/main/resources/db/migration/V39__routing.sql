-- Changes of rules of routing, too.
ALTER TABLE config_change RENAME TO config_change_before;

CREATE TABLE config_change (
  id BIGINT NOT NULL PRIMARY KEY, -- 1, 2, 3, ...: the revision that it made
  changed_at BIGINT NOT NULL,
  who TEXT NOT NULL,
  action TEXT NOT NULL, -- what was asked for, such as set, or rollback to 3
  kind TEXT NOT NULL CHECK (kind IN ('provider', 'model', 'deployment', 'alert_rule', 'routing_rule')),
  name TEXT NOT NULL,
  effect TEXT NOT NULL CHECK (effect IN ('given', 'hidden', 'drained', 'cleared')),
  body TEXT, -- JSON as it was given, secrets included; only of what was given
  base TEXT NOT NULL -- the salted hash of what the file said then
);

INSERT INTO config_change (id, changed_at, who, action, kind, name, effect, body, base)
SELECT id, changed_at, who, action, kind, name, effect, body, base FROM config_change_before;

DROP TABLE config_change_before;

CREATE INDEX config_change_subject ON config_change (kind, name, id);

-- What operators and callers have told of models' answers, for the model auto. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE route_prompt (
  id INTEGER NOT NULL PRIMARY KEY, -- 1, 2, 3, ... in the order in which they came
  taken_at BIGINT NOT NULL,
  source TEXT NOT NULL, -- file, feedback, implicit, or a caller's own word
  prompt TEXT NOT NULL, -- of files only; empty where it is a caller's, whose words are not kept
  task TEXT NOT NULL,
  complexity DOUBLE PRECISION NOT NULL,
  call_id TEXT NOT NULL DEFAULT ''
);

CREATE INDEX route_prompt_taken ON route_prompt (taken_at);

CREATE TABLE route_outcome (
  prompt_id INTEGER NOT NULL REFERENCES route_prompt (id) ON DELETE CASCADE,
  model TEXT NOT NULL,
  score DOUBLE PRECISION NOT NULL, -- 0 to 1
  weight DOUBLE PRECISION NOT NULL,
  cost_usd DOUBLE PRECISION,
  latency_ms DOUBLE PRECISION,
  PRIMARY KEY (prompt_id, model)
);

CREATE INDEX route_outcome_model ON route_outcome (model);

-- What was learned of them, so that a start need not learn it again: one row.
CREATE TABLE route_learner (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  generation BIGINT NOT NULL, -- grows when something is forgotten: then all is learned again
  learned_generation BIGINT NOT NULL, -- that of what was learned
  last_prompt BIGINT NOT NULL, -- the last one that was learned
  learned BLOB NOT NULL
);

INSERT INTO route_learner (id, generation, learned_generation, last_prompt, learned) VALUES (1, 0, 0, 0, x'');
