#!/usr/bin/env bash
# Runs Screen.java with Spark in local mode and holds its result against that of ../duckdb/screen.sql; ./mvnw -Pspark verify calls this.
# Wants what `./mvnw test-compile` compiled; loads Spark (270 MB) the first time.
set -euo pipefail
cd "$(dirname "$0")/../../../.."
./mvnw -q -B -ntp -f src/docs/examples/spark/pom.xml dependency:build-classpath -Dmdep.outputFile="$PWD/target/spark.classpath"
./mvnw -q -B -ntp dependency:build-classpath -Dmdep.outputFile="$PWD/target/classpath"
exec java -Dzhenhao.spark.classpath="$(cat target/spark.classpath)" \
  -cp "target/test-classes:target/classes:$(cat target/classpath)" org.zhenhao.snapshot.SparkExample
