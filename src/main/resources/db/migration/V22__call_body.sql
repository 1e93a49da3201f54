-- What models were asked and answered, where that may be kept; redacted. A call that asked several has a row for each.
CREATE TABLE call_body (
  id INTEGER PRIMARY KEY, -- in the order of writing
  call_id TEXT NOT NULL,
  at INTEGER NOT NULL, -- milliseconds since 1970-01-01 UTC, when the answer ended
  model TEXT NOT NULL,
  request TEXT NOT NULL,
  answer TEXT NOT NULL, -- empty where none came
  cut INTEGER NOT NULL -- whether one of them was too long
);

CREATE INDEX call_body_call_id ON call_body (call_id);
CREATE INDEX call_body_at ON call_body (at);
