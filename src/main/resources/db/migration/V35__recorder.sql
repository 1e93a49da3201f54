-- What a call was made for, as texts themselves; empty where there is none.
ALTER TABLE call ADD COLUMN turn TEXT NOT NULL DEFAULT ''; -- the message of the session that it answers
ALTER TABLE call ADD COLUMN task TEXT NOT NULL DEFAULT ''; -- the durable task

-- Most calls are no task's.
CREATE INDEX call_task ON call (task) WHERE task <> '';

-- No row has a word whose day is before the first row's: it is deleted unless a bucket has it.
ALTER TABLE word ADD COLUMN seen INTEGER; -- no row with it is of a later day, counted from 1970-01-01 UTC; absent where nobody knows, and then it stays

UPDATE word SET seen = (SELECT max(day) FROM (
  SELECT CAST(strftime('%s', 'now') AS INTEGER) / 86400 AS day
  UNION ALL SELECT coalesce(max(started_at), 0) / 86400000 FROM call
  UNION ALL SELECT coalesce(max(ended_at), 0) / 86400000 FROM attempt));

-- How often words were deleted: who remembers their numbers looks whether it is still the same.
CREATE TABLE word_deletion (
  count INTEGER NOT NULL
);

INSERT INTO word_deletion VALUES (0);

-- How full limits were, looked at each second and written every five minutes.
CREATE TABLE limit_sample (
  at INTEGER NOT NULL, -- the end of its time, milliseconds since 1970-01-01 UTC
  kind TEXT NOT NULL, -- empty for the time itself: how many looks there were
  subject TEXT NOT NULL, -- whose limit it is
  most INTEGER NOT NULL, -- the limit, at last
  used INTEGER NOT NULL, -- the most that was used of it
  waiting INTEGER NOT NULL, -- the most calls that waited
  looks INTEGER NOT NULL,
  full INTEGER NOT NULL, -- how many of them have found it full
  PRIMARY KEY (at, kind, subject)
) WITHOUT ROWID;
