-- What tasks take of the machine.
ALTER TABLE task ADD COLUMN network_bytes BIGINT NOT NULL DEFAULT 0; -- of requests to providers and their answers
ALTER TABLE task ADD COLUMN cpu_time BIGINT NOT NULL DEFAULT 0; -- nanoseconds of processors, of kinds that compute
