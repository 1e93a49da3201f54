-- Rules of alerts are configuration that may be changed at run time: one kind more.
ALTER TABLE config_change RENAME TO config_change_before;

CREATE TABLE config_change (
  id BIGINT NOT NULL PRIMARY KEY, -- 1, 2, 3, ...: the revision that it made
  changed_at BIGINT NOT NULL,
  who TEXT NOT NULL,
  action TEXT NOT NULL, -- what was asked for, such as set, or rollback to 3
  kind TEXT NOT NULL CHECK (kind IN ('provider', 'model', 'deployment', 'alert_rule')),
  name TEXT NOT NULL,
  effect TEXT NOT NULL CHECK (effect IN ('given', 'hidden', 'drained', 'cleared')),
  body TEXT, -- JSON as it was given, secrets included; only of what was given
  base TEXT NOT NULL -- the salted hash of what the file said then
);

INSERT INTO config_change (id, changed_at, who, action, kind, name, effect, body, base)
SELECT id, changed_at, who, action, kind, name, effect, body, base FROM config_change_before;

DROP TABLE config_change_before;

CREATE INDEX config_change_subject ON config_change (kind, name, id);

-- What operators were told. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE alert_message (
  seq INTEGER PRIMARY KEY, -- in the order of telling
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL, -- such as breaker.opened
  at BIGINT NOT NULL,
  topic TEXT NOT NULL, -- of the messages that belong together
  message TEXT NOT NULL -- JSON: what every form of receiver is sent is made of it
);

CREATE INDEX alert_message_topic ON alert_message (topic, seq);

-- How far a message has come to each webhook.
CREATE TABLE alert_delivery (
  message_id TEXT NOT NULL,
  receiver TEXT NOT NULL, -- hash of the webhook's address, which may be a secret
  origin TEXT NOT NULL, -- its scheme, host and port
  state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'failed', 'dropped')),
  tries BIGINT NOT NULL,
  last TEXT NOT NULL, -- what the last try met with
  PRIMARY KEY (message_id, receiver)
);

CREATE INDEX alert_delivery_pending ON alert_delivery (message_id) WHERE state = 'pending';

-- State of each group of each rule about which there is something to remember.
CREATE TABLE alert_state (
  id TEXT NOT NULL PRIMARY KEY, -- made of the rule and its labels
  rule TEXT NOT NULL,
  labels TEXT NOT NULL, -- JSON
  state TEXT NOT NULL -- JSON
);

-- What has changed in these states.
CREATE TABLE alert_change (
  seq INTEGER PRIMARY KEY,
  state_id TEXT NOT NULL,
  at BIGINT NOT NULL,
  change TEXT NOT NULL -- JSON
);

CREATE INDEX alert_change_state ON alert_change (state_id, seq);

-- Alerts that are told together, and how far they were.
CREATE TABLE alert_notification (
  topic TEXT NOT NULL PRIMARY KEY,
  notices TEXT NOT NULL -- JSON
);

-- Silences: alerts of these are not told for a time.
CREATE TABLE alert_silence (
  id TEXT NOT NULL PRIMARY KEY,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  matchers TEXT NOT NULL, -- JSON: patterns by label
  reason TEXT NOT NULL,
  who TEXT NOT NULL
);
