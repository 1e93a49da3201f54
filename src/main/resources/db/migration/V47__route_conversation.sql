-- Which model a conversation with the model auto has, the newest of them. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE route_conversation (
  id BIGINT NOT NULL PRIMARY KEY, -- a hash of its owner and its session, or of what was said in it
  model TEXT NOT NULL,
  noted_at BIGINT NOT NULL
);

CREATE INDEX route_conversation_noted ON route_conversation (noted_at);
