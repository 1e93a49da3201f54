-- Sessions that were erased lately: what their calls still write is not kept, also where the name is used again. Times are
-- milliseconds since 1970-01-01 UTC.
CREATE TABLE session_erased (
  owner TEXT NOT NULL,
  session TEXT NOT NULL,
  erased_at BIGINT NOT NULL, -- calls that began before are those of the erased one
  PRIMARY KEY (owner, session)
);

CREATE INDEX session_erased_at ON session_erased (erased_at);

-- Whose session it is that a body is of, so that it is found before its call has a row; empty for none.
ALTER TABLE call_body ADD COLUMN owner TEXT NOT NULL DEFAULT '';
ALTER TABLE call_body ADD COLUMN session TEXT NOT NULL DEFAULT '';
CREATE INDEX call_body_session ON call_body (session, owner) WHERE session <> '';

ALTER TABLE skill_recording ADD COLUMN owner TEXT NOT NULL DEFAULT '';
ALTER TABLE skill_recording ADD COLUMN session TEXT NOT NULL DEFAULT '';
CREATE INDEX skill_recording_session ON skill_recording (session, owner) WHERE session <> '';
