-- Tokens that upstreams report for each that is forecast at a glance, by which limits reserve; they were learned anew after each start.
ALTER TABLE token_weights ADD COLUMN forecast REAL NOT NULL DEFAULT 1; -- a moving average
ALTER TABLE token_weights ADD COLUMN forecasts INTEGER NOT NULL DEFAULT 0; -- reports that it is of, 16 at most
