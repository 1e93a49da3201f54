-- What was said to skills becomes messages of sessions (V23), as what is said by any other door. A session is one end
-- user's: where several had one of the same name, the name of the user is added. What skills know of a session stays.
CREATE TEMPORARY TABLE spoken AS
SELECT s.owner, s.end_user, s.skill, s.messages, s.talked_at,
  s.session || CASE
    WHEN s.end_user <> '' AND EXISTS (
      SELECT 1 FROM skill_session o WHERE o.owner = s.owner AND o.session = s.session AND o.end_user <> s.end_user)
    THEN '@' || s.end_user ELSE '' END AS name
FROM skill_session s
WHERE json_array_length(s.messages) > 0
  AND NOT EXISTS (SELECT 1 FROM session e WHERE e.owner = s.owner AND e.id = s.session);

INSERT OR IGNORE INTO session (owner, id, end_user, lasting, title, system, model, context, metadata, size, created_at,
  used_at, writer, writer_until)
SELECT owner, name, end_user, FALSE, '', '', '', '{}', '{}', 4, min(talked_at), max(talked_at), '', 0
FROM spoken GROUP BY owner, name;

INSERT INTO message (owner, session_id, position, id, end_user, dialect, response_id, model, created_at, pinned,
  tokens, dependence, bytes, metadata, body)
SELECT k.owner, k.name,
  row_number() OVER (PARTITION BY k.owner, k.name ORDER BY k.talked_at, k.skill, m.key),
  'msg_' || lower(hex(randomblob(12))), k.end_user, 'chat', NULL, '', k.talked_at, FALSE, 0, '',
  length(m.value) + length(json_object('skill', k.skill)), json_object('skill', k.skill), m.value
FROM spoken k, json_each(k.messages) m;

DROP TABLE spoken;

ALTER TABLE skill_session DROP COLUMN messages;
