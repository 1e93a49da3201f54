-- Most calls have no session: an index of those that have one costs the others nothing. It serves where a query says
-- session <> '', too.
DROP INDEX call_session;

CREATE INDEX call_session ON call (session) WHERE session <> '';
