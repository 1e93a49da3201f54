-- How the answers of models to questions turned out, whose right answers are known: what weights of votes are learned from. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE vote_outcome (
  id BIGINT NOT NULL PRIMARY KEY, -- 1, 2, 3, ...
  digest TEXT UNIQUE, -- SHA-256 of the question and its answers, so that a file may be learned twice; null where the question is not known
  task_type TEXT NOT NULL, -- empty where it is not known
  learned_at BIGINT NOT NULL,
  body TEXT NOT NULL -- JSON [[model, group, confidence?], ...]: group 0 is the right answer, -1 none, others are equal wrong ones
);
