-- What was spent on each account in its present span. Amounts are billionths of a dollar; near the
-- end of a budget they include what is reserved for calls under way.
CREATE TABLE budget (
  account TEXT NOT NULL PRIMARY KEY, -- key/KEY/day, key/KEY/month, owner/OWNER/day, owner/OWNER/month
  starts TEXT NOT NULL, -- the first day of the span, such as 2026-11-01
  nanos BIGINT NOT NULL
);

-- A key's own terms, a line for each, such as requests=10 or budget_day=5000000000.
ALTER TABLE api_key ADD COLUMN allowance TEXT NOT NULL DEFAULT '';
