-- Calls and attempts (V16, V17) added up by a quarter of an hour, four hours and a day in UTC, so that long spans are
-- read from few rows. Keys are words; a grouping has some of them, and 0 for the others. The figures are bytes: counts and distributions that are added to each other;
-- dev.tutti.report.FigureSum says which.
CREATE TABLE call_bucket (
  grouping INTEGER NOT NULL, -- 5 has all keys
  level INTEGER NOT NULL, -- 0 a quarter of an hour, 1 four hours, 2 a day
  bucket INTEGER NOT NULL, -- its beginning, milliseconds since 1970-01-01 UTC; calls are in by their beginning
  endpoint INTEGER NOT NULL,
  key_id INTEGER NOT NULL,
  owner INTEGER NOT NULL,
  operation INTEGER NOT NULL,
  model INTEGER NOT NULL,
  skill INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  status INTEGER NOT NULL, -- itself
  figures BLOB NOT NULL,
  PRIMARY KEY (grouping, level, bucket, endpoint, key_id, owner, operation, model, skill, revision, outcome, status)
) WITHOUT ROWID;

CREATE TABLE attempt_bucket (
  grouping INTEGER NOT NULL,
  level INTEGER NOT NULL,
  bucket INTEGER NOT NULL, -- attempts are in by their end
  key_id INTEGER NOT NULL,
  owner INTEGER NOT NULL,
  operation INTEGER NOT NULL,
  model INTEGER NOT NULL,
  skill INTEGER NOT NULL,
  provider INTEGER NOT NULL,
  upstream_model INTEGER NOT NULL,
  price INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  reason INTEGER NOT NULL,
  figures BLOB NOT NULL,
  PRIMARY KEY (grouping, level, bucket, key_id, owner, operation, model, skill, provider, upstream_model, price, outcome, reason)
) WITHOUT ROWID;

CREATE INDEX call_session ON call (session);

-- How far rows are in buckets, and what is still kept.
CREATE TABLE bucket_state (
  subject TEXT PRIMARY KEY,
  position INTEGER NOT NULL, -- id of the last row that is in: each row counts once
  rows_from INTEGER NOT NULL, -- rows of earlier times may be deleted; milliseconds
  buckets_from INTEGER NOT NULL -- buckets of earlier times may be deleted
);

INSERT INTO bucket_state (subject, position, rows_from, buckets_from) VALUES ('call', 0, 0, 0), ('attempt', 0, 0, 0);
