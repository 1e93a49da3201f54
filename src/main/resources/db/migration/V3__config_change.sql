-- What administrators changed at run time, one row for each change of one thing. Rows are only ever
-- added: the last row of a thing says what is laid over the file. Times are milliseconds since
-- 1970-01-01 UTC.
CREATE TABLE config_change (
  id BIGINT NOT NULL PRIMARY KEY, -- 1, 2, 3, ...: the revision that it made
  changed_at BIGINT NOT NULL,
  who TEXT NOT NULL,
  action TEXT NOT NULL, -- what was asked for, such as set, or rollback to 3
  kind TEXT NOT NULL CHECK (kind IN ('provider', 'model', 'deployment')),
  name TEXT NOT NULL,
  effect TEXT NOT NULL CHECK (effect IN ('given', 'hidden', 'drained', 'cleared')),
  body TEXT, -- JSON as it was given, secrets included; only of what was given
  base TEXT NOT NULL -- the salted hash of what the file said then
);

CREATE INDEX config_change_subject ON config_change (kind, name, id);

-- One row for each administrative change. Hashes are salted, so that nobody can guess secrets.
CREATE TABLE audit (
  id BIGINT NOT NULL PRIMARY KEY,
  done_at BIGINT NOT NULL,
  who TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL,
  before_hash TEXT, -- absent when there was nothing
  after_hash TEXT -- absent when nothing is left
);

CREATE TABLE audit_salt (
  salt TEXT NOT NULL -- 256 random bits in hexadecimal, one row
);
