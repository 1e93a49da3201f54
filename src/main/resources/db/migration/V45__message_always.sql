-- What every view of a session has, however old it is, so that only its latest rows and these are read.
CREATE INDEX message_always ON message (owner, session_id, position)
WHERE pinned OR json_extract(body, '$.role') IN ('system', 'developer');
