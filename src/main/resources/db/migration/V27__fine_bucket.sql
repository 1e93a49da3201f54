-- Calls and attempts are added up by 15 seconds, too (level 3 of V18), for the latest hours. Rows that were added up before this are in no such bucket.
ALTER TABLE bucket_state ADD COLUMN fine_from INTEGER NOT NULL DEFAULT 0; -- buckets of 15 seconds of earlier times are not there, or not whole; milliseconds

UPDATE bucket_state SET fine_from = coalesce((SELECT max(started_at) + 1 FROM call), 0) WHERE subject = 'call';
UPDATE bucket_state SET fine_from = coalesce((SELECT max(ended_at) + 1 FROM attempt), 0) WHERE subject = 'attempt';

-- Calls of a second or more, so that those that began before a span and ended in it are found among few.
CREATE INDEX call_slow ON call (started_at, total) WHERE total >= 1000000;
