-- What became of the latest executions of skills: at most 5,000 of each version, of the last day.
-- Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE skill_execution (
  number BIGINT NOT NULL PRIMARY KEY,
  skill TEXT NOT NULL,
  version TEXT NOT NULL,
  revision TEXT NOT NULL,
  ended_at BIGINT NOT NULL,
  code TEXT NOT NULL, -- completed, or the fault's
  flags TEXT NOT NULL, -- words divided by blanks: failed invalid degraded follow_up cached
  took_ns BIGINT NOT NULL,
  tokens BIGINT NOT NULL,
  saved BIGINT NOT NULL, -- tokens
  nano_usd BIGINT -- null where it is not known
);

CREATE INDEX skill_execution_version ON skill_execution (skill, version, number);
CREATE INDEX skill_execution_ended ON skill_execution (ended_at);
