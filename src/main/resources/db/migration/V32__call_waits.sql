-- Waits of calls by their kind, in microseconds. Earlier calls had waits for limits of callers and of models, and for turns in sessions, in overhead.
ALTER TABLE call ADD COLUMN limit_wait INTEGER NOT NULL DEFAULT 0; -- of guard_wait, what limits of the caller and of the model took; the rest is for limits and places of deployments
ALTER TABLE call ADD COLUMN turn_wait INTEGER NOT NULL DEFAULT 0; -- for turns in sessions, not in guard_wait
