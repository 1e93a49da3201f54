-- One session for every door: conversations, responses that follow one another, and what /v1/sessions keeps are rows
-- of the same tables. A session's name is its owner's alone. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE session_of_owner (
  owner TEXT NOT NULL,
  id TEXT NOT NULL,
  end_user TEXT NOT NULL, -- empty where none was named
  lasting BOOLEAN NOT NULL, -- kept until it is deleted; otherwise as long as it is used
  title TEXT NOT NULL,
  system TEXT NOT NULL,
  model TEXT NOT NULL, -- that is asked where a post names none; may be empty
  context TEXT NOT NULL, -- a JSON object: budget_tokens, strategy, memory
  metadata TEXT NOT NULL, -- a JSON object
  size BIGINT NOT NULL, -- length of its texts
  created_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL,
  writer TEXT NOT NULL, -- whose turn it is, empty for nobody's, and
  writer_until BIGINT NOT NULL, -- when that is over in any case
  PRIMARY KEY (owner, id)
);

INSERT INTO session_of_owner
SELECT owner, id, '', lasting, '', '', '', '{}', metadata, size, created_at, used_at, '', 0 FROM session;

-- What was said, in the words of the door where it was said. Rows are only added and removed.
CREATE TABLE message (
  owner TEXT NOT NULL,
  session_id TEXT NOT NULL,
  position BIGINT NOT NULL, -- grows in its session
  id TEXT NOT NULL,
  end_user TEXT NOT NULL,
  dialect TEXT NOT NULL CHECK (dialect IN ('chat', 'item')), -- a message of a chat, or an item of the Responses API
  response_id TEXT, -- of an item that belongs to a response
  model TEXT NOT NULL, -- who said it; empty for what was given
  created_at BIGINT NOT NULL,
  pinned BOOLEAN NOT NULL,
  tokens BIGINT NOT NULL, -- as they were counted when it was said, 0 where they were not
  dependence TEXT NOT NULL, -- of a user's message on what was said before, empty where nobody has decided
  bytes BIGINT NOT NULL, -- length of body and metadata
  metadata TEXT NOT NULL, -- a JSON object
  body TEXT NOT NULL, -- JSON as it was said
  PRIMARY KEY (owner, session_id, position),
  FOREIGN KEY (owner, session_id) REFERENCES session_of_owner (owner, id) ON DELETE CASCADE
);

INSERT INTO message
SELECT i.owner, i.session_id, i.position, i.id, '', 'item', i.response_id, i.model,
  coalesce((SELECT r.created_at FROM response r WHERE r.id = i.response_id), s.created_at), FALSE, 0, '', i.bytes,
  '{}', i.body
FROM item i JOIN session s ON s.id = i.session_id;

-- What stands for the beginning of a session where all of it is too much.
CREATE TABLE session_summary (
  owner TEXT NOT NULL,
  session_id TEXT NOT NULL,
  position BIGINT NOT NULL, -- of the last message that it stands for
  messages TEXT NOT NULL, -- a JSON array of the ids of those that it stands for
  model TEXT NOT NULL, -- who has written it
  tokens BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  body TEXT NOT NULL, -- the words
  PRIMARY KEY (owner, session_id, position),
  FOREIGN KEY (owner, session_id) REFERENCES session_of_owner (owner, id) ON DELETE CASCADE
);

CREATE TABLE response_of_owner (
  id TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  session_id TEXT NOT NULL,
  previous_id TEXT, -- the response that it follows, which may be gone
  created_at BIGINT NOT NULL,
  items BIGINT NOT NULL, -- how many items it and all before it have, and
  bytes BIGINT NOT NULL, -- how long they are together
  size BIGINT NOT NULL, -- length of the body
  body TEXT NOT NULL, -- the JSON object that the caller got
  FOREIGN KEY (owner, session_id) REFERENCES session_of_owner (owner, id) ON DELETE CASCADE
);

INSERT INTO response_of_owner
SELECT id, owner, session_id, previous_id, created_at, items, bytes, size, body FROM response;

DROP TABLE item;
DROP TABLE response;
DROP TABLE session;

ALTER TABLE session_of_owner RENAME TO session;
ALTER TABLE response_of_owner RENAME TO response;

CREATE INDEX session_used ON session (owner, used_at, id);
CREATE INDEX session_unused ON session (used_at) WHERE NOT lasting;
CREATE INDEX session_size ON session (owner, size);
CREATE INDEX message_id ON message (owner, id);
CREATE INDEX message_response ON message (owner, response_id) WHERE response_id IS NOT NULL;
CREATE INDEX message_owner ON message (owner, bytes);
CREATE INDEX message_user ON message (owner, end_user);
CREATE INDEX response_session ON response (owner, session_id);
CREATE INDEX response_created_at ON response (created_at);
CREATE INDEX response_owner ON response (owner, size);
