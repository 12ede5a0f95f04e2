-- Cuts the tables that grow with the reports into months, by the id of the report, which is made of the time of its acceptance: milliseconds
-- since 2020, shifted left by 21 bits. So every key stays what it was, whatever is found by the id of a report is looked for in one month
-- only, and no row is copied: what there is becomes the first partition, which lasts until the end of the month. What fits into no partition
-- lands in the last one, "…_later": no report is refused because nobody made a partition in time.
DO $$
DECLARE
  epoch CONSTANT BIGINT := 1577836800000;
  of RECORD;
  newest BIGINT;
  bound BIGINT;
BEGIN
  FOR of IN SELECT * FROM (VALUES
      ('report', 'id', 'id', ARRAY['report_number (number_id, reporter_short)']),
      ('report_by', 'report_id', 'reporter, report_id', ARRAY[]::TEXT[]),
      ('report_case', 'report_id', 'case_hash, report_id', ARRAY[]::TEXT[]),
      ('conduct_fact', 'report_id', 'report_id', ARRAY['conduct_fact_number (number_id, reporter)']),
      ('campaign_trace', 'report_id', 'report_id, kind, mark',
        ARRAY['campaign_trace_at (contact_at)', 'campaign_trace_number (number_key)'])
    ) AS t (name, key, unique_by, indexes)
  LOOP
    EXECUTE format('SELECT COALESCE(MAX(%I), 0) FROM %I', of.key, of.name) INTO newest;
    bound := ((EXTRACT(EPOCH FROM (date_trunc('month', GREATEST(now(), to_timestamp(((newest >> 21) + epoch) / 1000.0))
        AT TIME ZONE 'UTC') + INTERVAL '1 month') AT TIME ZONE 'UTC') * 1000)::BIGINT - epoch) << 21;
    EXECUTE format('ALTER TABLE %I RENAME TO %I', of.name, of.name || '_before');
    EXECUTE format('ALTER INDEX %I RENAME TO %I', of.name || '_pkey', of.name || '_before_pkey');
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING STORAGE) PARTITION BY RANGE (%I)',
      of.name, of.name || '_before', of.key);
    EXECUTE format('ALTER TABLE %I ADD PRIMARY KEY (%s)', of.name, of.unique_by);
    FOR i IN 1 .. COALESCE(array_length(of.indexes, 1), 0) LOOP
      EXECUTE format('ALTER INDEX %I RENAME TO %I',
        split_part(of.indexes[i], ' ', 1), replace(split_part(of.indexes[i], ' ', 1), of.name, of.name || '_before'));
      EXECUTE format('CREATE INDEX %I ON %I %s',
        split_part(of.indexes[i], ' ', 1), of.name, substr(of.indexes[i], strpos(of.indexes[i], ' ')));
    END LOOP;
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (MINVALUE) TO (%s)', of.name, of.name || '_before', bound);
    EXECUTE format('CREATE TABLE %I PARTITION OF %I DEFAULT', of.name || '_later', of.name);
  END LOOP;
END $$;
