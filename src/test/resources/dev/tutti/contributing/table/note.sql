-- What owners have noted, the newest of each. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE note (
  id BIGINT NOT NULL PRIMARY KEY, -- 1, 2, 3, ...
  owner TEXT NOT NULL,
  noted_at BIGINT NOT NULL,
  body TEXT NOT NULL
);

CREATE INDEX note_owner ON note (owner, id);
