-- Schedules of reports change at run time, too.
ALTER TABLE config_change RENAME TO config_change_before;

CREATE TABLE config_change (
  id BIGINT NOT NULL PRIMARY KEY, -- 1, 2, 3, ...: the revision that it made
  changed_at BIGINT NOT NULL,
  who TEXT NOT NULL,
  action TEXT NOT NULL, -- what was asked for, such as set, or rollback to 3
  kind TEXT NOT NULL CHECK (kind IN ('provider', 'model', 'deployment', 'alert_rule', 'routing_rule', 'report_schedule')),
  name TEXT NOT NULL,
  effect TEXT NOT NULL CHECK (effect IN ('given', 'hidden', 'drained', 'cleared')),
  body TEXT, -- JSON as it was given, secrets included; only of what was given
  base TEXT NOT NULL -- the salted hash of what the file said then
);

INSERT INTO config_change (id, changed_at, who, action, kind, name, effect, body, base)
SELECT id, changed_at, who, action, kind, name, effect, body, base FROM config_change_before;

DROP TABLE config_change_before;

CREATE INDEX config_change_subject ON config_change (kind, name, id);
