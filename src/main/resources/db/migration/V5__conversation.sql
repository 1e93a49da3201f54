-- What callers of the Responses API leave with us. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE session (
  id TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  lasting BOOLEAN NOT NULL, -- a conversation, kept until it is deleted; otherwise responses that
                            -- follow one another, kept as long as they are used
  metadata TEXT NOT NULL, -- a JSON object
  created_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL
);

CREATE INDEX session_used_at ON session (used_at);

CREATE TABLE response (
  id TEXT NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  owner TEXT NOT NULL,
  previous_id TEXT, -- the response that it follows, which may be gone
  created_at BIGINT NOT NULL,
  items BIGINT NOT NULL, -- how many items it and all before it have, and
  bytes BIGINT NOT NULL, -- how long they are together
  body TEXT NOT NULL -- the JSON object that the caller got
);

CREATE INDEX response_session ON response (session_id);
CREATE INDEX response_created_at ON response (created_at);

-- What was given to a model or said by it.
CREATE TABLE item (
  session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  position BIGINT NOT NULL, -- 1, 2, 3, ... in its session
  id TEXT NOT NULL,
  owner TEXT NOT NULL,
  response_id TEXT, -- absent when it was put into a conversation by hand
  model TEXT NOT NULL, -- who said it; empty for what was given
  bytes BIGINT NOT NULL,
  body TEXT NOT NULL, -- JSON as it was said
  PRIMARY KEY (session_id, position)
);

CREATE INDEX item_id ON item (id);
CREATE INDEX item_response ON item (response_id);
