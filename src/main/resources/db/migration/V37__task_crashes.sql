-- How often the server has ended without a farewell while a task ran, since the task last got on.
ALTER TABLE task ADD COLUMN crashes BIGINT NOT NULL DEFAULT 0;

CREATE INDEX task_crashes ON task (crashes) WHERE crashes > 0;
