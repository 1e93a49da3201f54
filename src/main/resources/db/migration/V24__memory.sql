-- Facts about end users. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE memory_fact (
  seq BIGINT NOT NULL PRIMARY KEY, -- in the order of writing
  id TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  end_user TEXT NOT NULL,
  body TEXT NOT NULL,
  digest TEXT NOT NULL, -- of the text without case and spaces: the same is kept once
  metadata TEXT NOT NULL,
  state TEXT NOT NULL, -- current or superseded
  superseded_by TEXT NOT NULL, -- id of another fact, or empty
  session_id TEXT NOT NULL, -- where it was said, or empty
  message_id TEXT NOT NULL,
  said_at BIGINT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  expires_at BIGINT -- null for never
);

CREATE INDEX memory_fact_user ON memory_fact (owner, end_user, seq);
CREATE INDEX memory_fact_owner ON memory_fact (owner, seq);
CREATE INDEX memory_fact_session ON memory_fact (owner, session_id);
CREATE INDEX memory_fact_digest ON memory_fact (owner, end_user, digest);
CREATE INDEX memory_fact_superseded ON memory_fact (superseded_by);
CREATE INDEX memory_fact_expiry ON memory_fact (expires_at);
