-- Views of the console that were saved: places with their filters, by owner and name.
-- Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE console_view (
  owner TEXT NOT NULL,
  name TEXT NOT NULL,
  path TEXT NOT NULL, -- such as /calls?filter=...
  shared BOOLEAN NOT NULL, -- whether everybody sees it
  saved_by TEXT NOT NULL, -- as the audit calls who has saved it
  saved_at BIGINT NOT NULL,
  PRIMARY KEY (owner, name)
);

CREATE INDEX console_view_shared ON console_view (shared, name);
