-- Whether what is published leaves the number out while the dispute is open: always with a proof, without one up to so many a day.
ALTER TABLE dispute ADD COLUMN off_lists BOOLEAN DEFAULT TRUE NOT NULL;
