-- How many of the number's last reporters seemed to act in concert with the reporter when the report was weighed.
ALTER TABLE report ADD COLUMN partners SMALLINT DEFAULT 0 NOT NULL;
