-- What a character was made of, so that a part of it can be made anew: a JSON object with the text; empty where it was not made here.
ALTER TABLE character ADD COLUMN source TEXT NOT NULL DEFAULT '';
