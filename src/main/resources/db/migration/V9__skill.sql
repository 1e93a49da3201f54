-- What a key's holder may use beside models: words that skills ask for, one a line.
ALTER TABLE api_key ADD COLUMN scopes TEXT NOT NULL DEFAULT '';

-- Files that executions of skills have written; their contents are in the data folder. Times are
-- milliseconds since 1970-01-01 UTC.
CREATE TABLE artifact (
  id TEXT NOT NULL PRIMARY KEY,
  execution TEXT NOT NULL, -- the request id
  owner TEXT NOT NULL,
  skill TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL, -- the media type
  bytes BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE INDEX artifact_execution ON artifact (owner, execution);
CREATE INDEX artifact_expires ON artifact (expires_at);
