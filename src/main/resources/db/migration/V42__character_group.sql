-- Groups of characters of their owners; each has a session of the same id, which has its messages, and goes with it.
-- Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE character_group (
  owner TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL, -- may be empty
  created_at BIGINT NOT NULL,
  body TEXT NOT NULL, -- a JSON object: members, policy, ...
  PRIMARY KEY (owner, id),
  FOREIGN KEY (owner, id) REFERENCES session (owner, id) ON DELETE CASCADE
);

CREATE INDEX character_group_created ON character_group (owner, created_at, id);
CREATE INDEX character_group_name ON character_group (owner, name, created_at);
