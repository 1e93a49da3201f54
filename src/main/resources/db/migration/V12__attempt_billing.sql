-- Whether the cost is what the provider itself says, and what else changed the price.
ALTER TABLE attempt ADD COLUMN cost_reported INTEGER NOT NULL DEFAULT 0;
ALTER TABLE attempt ADD COLUMN hour_cache_write_tokens INTEGER NOT NULL DEFAULT 0;
ALTER TABLE attempt ADD COLUMN service_tier TEXT NOT NULL DEFAULT '';
