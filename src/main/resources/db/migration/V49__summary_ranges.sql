-- Summaries tell the places of the messages that they stand for, and how many these are, where they had the id of each:
-- {"ranges": [[first, last], ...], "count": 12, "digest": "..."}, the digest empty where it is not known.
UPDATE session_summary SET messages = json_object(
  'ranges', json_array(json_array(
    (SELECT coalesce(min(m.position), 0) FROM message m
      WHERE m.owner = session_summary.owner AND m.session_id = session_summary.session_id
        AND m.id IN (SELECT value FROM json_each(session_summary.messages))),
    position)),
  'count', json_array_length(messages),
  'digest', '');
