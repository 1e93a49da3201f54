-- What the canary analysis has seen of versions on trial, so that they go on after a restart.
CREATE TABLE skill_trial (
  skill TEXT NOT NULL,
  version TEXT NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (skill, version)
);

-- The trial of a skill that has ended last.
CREATE TABLE skill_trial_ended (
  skill TEXT NOT NULL PRIMARY KEY,
  json TEXT NOT NULL
);
