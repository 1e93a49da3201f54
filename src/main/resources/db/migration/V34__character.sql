-- Characters of their owners: a card or a lorebook, as its file came. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE character (
  id TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL, -- card or lorebook
  version TEXT NOT NULL, -- v1, v2 or v3
  bytes INTEGER NOT NULL, -- of the file
  created_at INTEGER NOT NULL,
  file BLOB NOT NULL -- JSON, PNG, charx, or JPEG with an archive behind it
);

CREATE INDEX character_owner ON character (owner);
