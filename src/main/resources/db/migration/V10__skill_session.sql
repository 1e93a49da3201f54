-- Which version of a skill a session has talked with: it stays with it, also over a restart. Times
-- are milliseconds since 1970-01-01 UTC.
CREATE TABLE skill_session (
  owner TEXT NOT NULL,
  session TEXT NOT NULL,
  skill TEXT NOT NULL,
  version TEXT NOT NULL,
  talked_at BIGINT NOT NULL, -- at most an hour before the last word
  PRIMARY KEY (owner, session, skill)
);

CREATE INDEX skill_session_age ON skill_session (talked_at);
