import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;

/**
 * Screens call records against a published snapshot with Spark: the same as ../duckdb/screen.sql, on as many machines as the cluster has. The snapshot is
 * sent to every worker once, so records are never moved.
 *
 *   spark-submit --class Screen screen.jar SNAPSHOT CALLS OUT     on a cluster, compiled; CALLS has a column caller
 *   java --class-path 'spark/jars/*' … Screen.java SNAPSHOT CALLS OUT     in local mode; ./mvnw -Pspark verify does this
 */
public class Screen {
    public static void main(String[] args) {
        SparkSession spark = SparkSession.builder().appName("screen").getOrCreate();
        Dataset<Row> numbers = spark.read().parquet(args[0] + "/numbers.parquet")
                .select("number", "level", "action", "score", "category", "negative");
        Dataset<Row> blocks = spark.read().parquet(args[0] + "/blocks.parquet");
        Dataset<Row> calls = spark.read().option("header", true).csv(args[1])
                .withColumn("key", regexp_replace(col("caller"), "^\\+", "").try_cast("bigint"));

        Dataset<Row> screened = calls.join(broadcast(numbers), calls.col("key").equalTo(numbers.col("number")), "left");
        Column level = col("level"), action = col("action"), score = col("score");
        // The narrowest block goes before wider ones.
        for (int dropped = 1, size = 10; dropped <= 4; dropped++, size *= 10) {
            String place = "block" + dropped;
            Dataset<Row> rules = blocks.where(col("dropped").equalTo(dropped))
                    .select(col("first").as(place), col("level").as(place + "_level"), col("action").as(place + "_action"), col("score").as(place + "_score"));
            screened = screened.join(broadcast(rules), col("key").minus(col("key").mod(size)).equalTo(col(place)), "left");
            level = coalesce(level, col(place + "_level"));
            action = coalesce(action, col(place + "_action"));
            score = coalesce(score, col(place + "_score"));
        }
        screened.select(col("caller"), coalesce(level, lit("unknown")).as("level"), coalesce(action, lit("allow")).as("action"),
                        score.as("score"), col("category"), col("negative"))
                .write().option("header", true).csv(args[2]);
        spark.stop();
    }
}
