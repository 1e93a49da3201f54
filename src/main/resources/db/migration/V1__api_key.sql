-- Virtual keys. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE api_key (
  id TEXT NOT NULL PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64), -- SHA-256 of the secret, in hexadecimal
  prefix TEXT NOT NULL, -- the visible beginning of the secret
  name TEXT NOT NULL,
  owner TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('admin', 'operator', 'user', 'auditor')),
  models TEXT NOT NULL, -- allowed models, one pattern a line
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  revoked_at BIGINT,
  last_used_at BIGINT
);

CREATE INDEX api_key_prefix ON api_key (prefix);
