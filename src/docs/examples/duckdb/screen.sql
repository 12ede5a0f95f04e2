-- Screens call records against a published snapshot with DuckDB: duckdb < screen.sql, in the folder that holds
--   numbers.parquet, blocks.parquet   from GET /v1/feed/snapshot/{version}/…
--   calls.csv                         with a column caller: E.164 with or without the plus
-- and writes screened.csv. A number has its own row, or else the verdict of the narrowest block around it, or nothing is known of it.
CREATE TEMP TABLE calls AS
SELECT row_number() OVER () AS line, *, TRY_CAST(replace(caller, '+', '') AS BIGINT) AS number
FROM read_csv('calls.csv', types = {'caller': 'VARCHAR'});

CREATE TEMP TABLE blocks AS SELECT * FROM 'blocks.parquet';

COPY (
  SELECT calls.* EXCLUDE (line, number),
         coalesce(n.level, b1.level, b2.level, b3.level, b4.level, 'unknown') AS level,
         coalesce(n.action, b1.action, b2.action, b3.action, b4.action, 'allow') AS action,
         coalesce(n.score, b1.score, b2.score, b3.score, b4.score) AS score,
         n.category, n.negative
  FROM calls
  LEFT JOIN 'numbers.parquet' n ON n.number = calls.number
  LEFT JOIN blocks b1 ON b1.dropped = 1 AND b1.first = calls.number - calls.number % 10
  LEFT JOIN blocks b2 ON b2.dropped = 2 AND b2.first = calls.number - calls.number % 100
  LEFT JOIN blocks b3 ON b3.dropped = 3 AND b3.first = calls.number - calls.number % 1000
  LEFT JOIN blocks b4 ON b4.dropped = 4 AND b4.first = calls.number - calls.number % 10000
  ORDER BY line
) TO 'screened.csv' (HEADER, DELIMITER ',');
