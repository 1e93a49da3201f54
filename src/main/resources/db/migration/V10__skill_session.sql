-- Which version of a skill a session has talked with, and of what: it goes on, also over a restart.
-- Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE skill_session (
  owner TEXT NOT NULL,
  session TEXT NOT NULL,
  skill TEXT NOT NULL,
  version TEXT NOT NULL,
  messages TEXT NOT NULL, -- a JSON array of {role, content}, the latest ones
  talked_at BIGINT NOT NULL,
  PRIMARY KEY (owner, session, skill)
);

CREATE INDEX skill_session_age ON skill_session (talked_at);
