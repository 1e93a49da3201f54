-- Sessions of skills belong to the end user that the caller names, and know with which inputs the
-- prompt was told. What was remembered before belongs to callers who name no end user; the next turn
-- is told the full prompt.
CREATE TABLE skill_session_of_user (
  owner TEXT NOT NULL,
  end_user TEXT NOT NULL, -- empty where the caller names none
  session TEXT NOT NULL,
  skill TEXT NOT NULL,
  version TEXT NOT NULL,
  told TEXT NOT NULL, -- the revision whose whole prompt was told last, empty for none
  told_inputs TEXT NOT NULL, -- a digest of the inputs that it was rendered with
  inputs TEXT NOT NULL, -- JSON
  messages TEXT NOT NULL, -- JSON
  talked_at BIGINT NOT NULL,
  PRIMARY KEY (owner, end_user, session, skill)
);

INSERT INTO skill_session_of_user
SELECT owner, '', session, skill, version, '', '', '{}', messages, talked_at FROM skill_session;

DROP TABLE skill_session;

ALTER TABLE skill_session_of_user RENAME TO skill_session;

CREATE INDEX skill_session_age ON skill_session (talked_at);

-- What was asked for on behalf of a skill, empty otherwise.
ALTER TABLE attempt ADD COLUMN skill TEXT NOT NULL DEFAULT '';
