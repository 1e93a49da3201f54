-- What was last due of each report that comes by itself. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE report_schedule (
  name TEXT NOT NULL PRIMARY KEY,
  due_at BIGINT NOT NULL,
  state TEXT NOT NULL, -- waiting, delivered or failed
  tries BIGINT NOT NULL,
  next_at BIGINT NOT NULL, -- when it is tried
  last TEXT NOT NULL -- what the last try met with
);
