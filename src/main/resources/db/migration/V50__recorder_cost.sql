-- What writing a call takes. Buckets of a quarter of an hour and longer (levels 0 to 2 of V18) have what came before this time only: what came since is in those
-- of 15 seconds (level 3) alone, until its quarter of an hour is over.
ALTER TABLE bucket_state ADD COLUMN settled_to INTEGER NOT NULL DEFAULT 0; -- a beginning of a quarter of an hour, milliseconds

UPDATE bucket_state SET settled_to = (SELECT coalesce(max(bucket) + 900000, 0) FROM call_bucket WHERE grouping = 0 AND level = 0) WHERE subject = 'call';
UPDATE bucket_state SET settled_to = (SELECT coalesce(max(bucket) + 900000, 0) FROM attempt_bucket WHERE grouping = 0 AND level = 0) WHERE subject = 'attempt';

-- Calls are written in the order of their ends, so an index of their beginnings is written at as many places as calls were under way. Of stretches of four seconds
-- it is written at its end, or close to it.
DROP INDEX call_started_at;

CREATE INDEX call_started ON call (started_at / 4000);

-- Calls of a second or more that ended in a span: found by their ends, which is the order in which they come.
DROP INDEX call_slow;

CREATE INDEX call_slow_end ON call (started_at + total / 1000, started_at) WHERE total >= 1000000;
