-- What the process and its machine took, a row a minute. Times are milliseconds since 1970-01-01 UTC, sizes are bytes.
CREATE TABLE resource_sample (
  at INTEGER PRIMARY KEY,
  process_cpu REAL NOT NULL, -- share of all processors, 0 to 1
  machine_cpu REAL NOT NULL,
  heap INTEGER NOT NULL,
  heap_max INTEGER NOT NULL,
  outside_heap INTEGER NOT NULL,
  collecting INTEGER NOT NULL, -- milliseconds since the row before
  threads INTEGER NOT NULL,
  loop_lag INTEGER NOT NULL, -- microseconds, the longest since the row before
  open_files INTEGER NOT NULL,
  max_files INTEGER NOT NULL,
  disk_free INTEGER NOT NULL,
  data_size INTEGER NOT NULL
);

-- Requests that others have measured. Spans are microseconds; what was not measured is absent.
CREATE TABLE measurement (
  id INTEGER PRIMARY KEY, -- in the order of writing
  at INTEGER NOT NULL, -- when the request ended
  key_id TEXT NOT NULL, -- who has sent it
  type TEXT NOT NULL,
  model TEXT NOT NULL,
  latency INTEGER NOT NULL,
  success INTEGER NOT NULL,
  error TEXT NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  memory INTEGER, -- bytes
  cpu REAL -- share of all processors, 0 to 1
);

CREATE INDEX measurement_at ON measurement (at);
