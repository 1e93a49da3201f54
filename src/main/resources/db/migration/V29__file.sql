-- Files of callers and of batches; what is in them is in the folder "files" of the data folder. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE file (
  id TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  purpose TEXT NOT NULL, -- in OpenAI's words
  name TEXT NOT NULL,
  bytes BIGINT NOT NULL CHECK (bytes >= 0),
  created_at BIGINT NOT NULL,
  expires_at BIGINT -- NULL: it is kept until it is deleted
);

CREATE INDEX file_owner ON file (owner, created_at, id);
CREATE INDEX file_expiry ON file (expires_at) WHERE expires_at IS NOT NULL;
