-- Sealed texts are longer than plain ones.
ALTER TABLE report ALTER COLUMN note SET DATA TYPE VARCHAR(8000);
ALTER TABLE report ALTER COLUMN details SET DATA TYPE VARCHAR(16000);
alter table dispute alter column statement set data type varchar(12000);

-- What each reporter has sent himself, so that it can be exported and erased; imports are not in it.
CREATE TABLE report_by (
  reporter BIGINT NOT NULL,
  report_id BIGINT NOT NULL,
  PRIMARY KEY (reporter, report_id)
);
INSERT INTO report_by (reporter, report_id) SELECT reporter_short, id FROM report WHERE tier < 2;

-- How far each rule of retention has been carried out: up to which report, when last, and what has gone so far.
CREATE TABLE retention_state (
  kind VARCHAR(20) PRIMARY KEY,
  upto BIGINT NOT NULL,
  ran_at BIGINT NOT NULL,
  removed BIGINT NOT NULL
);
