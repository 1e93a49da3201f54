-- Sessions that nobody sees: those that are not whole yet, and those that are being erased. They are few, and whoever
-- reads messages otherwise than by their session leaves theirs out.
CREATE INDEX session_hidden ON session (owner, id) WHERE writer GLOB 'parts_*';
