-- How much of an owner's is kept, without reading it. Lengths of texts, which are about their bytes.
ALTER TABLE response ADD COLUMN size BIGINT NOT NULL DEFAULT 0;
UPDATE response SET size = length(body);
ALTER TABLE session ADD COLUMN size BIGINT NOT NULL DEFAULT 0;
UPDATE session SET size = length(metadata);

CREATE INDEX item_owner ON item (owner, bytes);
CREATE INDEX response_owner ON response (owner, size);
CREATE INDEX session_owner ON session (owner, size);
