-- Executions of skills that were kept, to be run again: the newest 1,000.
CREATE TABLE skill_recording (
  id TEXT NOT NULL PRIMARY KEY, -- that of the request
  skill TEXT NOT NULL,
  version TEXT NOT NULL,
  revision TEXT NOT NULL, -- version and content, such as 1.1.0+3f0c9a1b7d2e
  recorded_at BIGINT NOT NULL, -- milliseconds since 1970
  outcome TEXT NOT NULL, -- completed, or the fault's code
  size BIGINT NOT NULL, -- of the body, in bytes
  body TEXT NOT NULL -- JSON: request, answers of models and tools, result
);

CREATE INDEX skill_recording_by_skill ON skill_recording (skill, recorded_at);
