-- Answers that may be given again; they may be lost without harm. Times are milliseconds since
-- 1970-01-01 UTC, money is in nano-dollars (a billionth of a US dollar).
CREATE TABLE cached_answer (
  owner TEXT NOT NULL, -- empty for anonymous callers
  digest TEXT NOT NULL, -- of everything else that the answer depends on
  model TEXT NOT NULL, -- as the caller named it
  scope TEXT NOT NULL, -- the digest of what of the configuration the answer depends on
  provider TEXT NOT NULL,
  upstream_model TEXT NOT NULL,
  cost BIGINT NOT NULL, -- 0 when it is not known
  made_at BIGINT NOT NULL,
  fresh_until BIGINT NOT NULL,
  stale_until BIGINT NOT NULL,
  size BIGINT NOT NULL, -- bytes of the body in UTF-8
  body TEXT NOT NULL,
  PRIMARY KEY (owner, digest)
);

CREATE INDEX cached_answer_made_at ON cached_answer (made_at, owner, digest, size);
CREATE INDEX cached_answer_stale_until ON cached_answer (stale_until);
