-- Numbers the changes of disputes, so that whoever publishes numbers judges again just those that were disputed or are no longer.
-- seq: the version of the table (snapshot_version) that the dispute's last change made.
ALTER TABLE dispute ADD COLUMN seq BIGINT DEFAULT 0 NOT NULL;
UPDATE dispute SET seq = (SELECT version FROM snapshot_version WHERE name = 'dispute');
CREATE INDEX dispute_seq ON dispute (seq);

-- dispute_seq: up to where the changes of disputes were taken into account.
ALTER TABLE published_head ADD COLUMN dispute_seq BIGINT DEFAULT 0 NOT NULL;
