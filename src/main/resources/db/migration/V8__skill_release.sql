-- The contents that versions of skills had, so that pins and rollbacks outlive edits of the folder.
-- Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE skill_revision (
  skill TEXT NOT NULL,
  version TEXT NOT NULL,
  digest TEXT NOT NULL, -- SHA-256 of all files in hexadecimal, also of those that are not texts
  texts TEXT NOT NULL, -- a JSON object: the texts by their paths
  created_at BIGINT NOT NULL,
  PRIMARY KEY (skill, version, digest)
);

CREATE INDEX skill_revision_age ON skill_revision (skill, created_at);

-- What is laid over release.yaml.
CREATE TABLE skill_release (
  skill TEXT NOT NULL PRIMARY KEY,
  json TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by TEXT NOT NULL
);

-- What callers got who asked for no version, each time that it became something else.
CREATE TABLE skill_standing (
  skill TEXT NOT NULL,
  number BIGINT NOT NULL, -- 1, 2, 3, ... of each skill
  revision TEXT NOT NULL,
  since BIGINT NOT NULL,
  PRIMARY KEY (skill, number)
);
