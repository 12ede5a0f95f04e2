package org.zhenhao.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zhenhao.store.StoreFiles;
import org.zhenhao.store.StoreMove;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code store}: moves everything from one store to another, exports it to files, and restores it from them. */
@Command(
        name = "store",
        mixinStandardHelpOptions = true,
        description = {
            "Move, export and restore everything the service stores.",
            "迁移、导出和恢复全部存储数据。",
            "Stores are JDBC URLs of H2 (with the service stopped) or PostgreSQL; users and passwords are taken from",
            "$$ZHENHAO_STORE_USERNAME and _PASSWORD, those of a copy's target from $$ZHENHAO_TARGET_USERNAME and _PASSWORD."
        })
final class StoreCommand {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it.
    private CommandSpec spec;

    CommandLine line() {
        return new CommandLine(this)
                .addSubcommand(new Copy())
                .addSubcommand(new Export())
                .addSubcommand(new Restore())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println("store: " + failure.getMessage());
                    return 1;
                });
    }

    private static StoreMove.End end(String url, String whose) {
        return new StoreMove.End(
                url, System.getenv("ZHENHAO_" + whose + "_USERNAME"), System.getenv("ZHENHAO_" + whose + "_PASSWORD"));
    }

    private void progress(String table, long rows) {
        PrintWriter err = spec.commandLine().getErr();
        err.printf("%s: %,d%n", table, rows);
        err.flush();
    }

    private int done(SortedMap<String, Long> rows) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%,d rows in %d tables, %,d reports 完成%n",
                rows.values().stream().mapToLong(Long::longValue).sum(), rows.size(), rows.getOrDefault("report", 0L));
        out.flush();
        return 0;
    }

    /** {@code store copy}: from one store into an empty one of the same schema. */
    @Command(
            name = "copy",
            mixinStandardHelpOptions = true,
            description = {"Copy a store into an empty one, H2 or PostgreSQL.", "把存储复制到空的存储。"})
    private final class Copy implements Callable<Integer> {
        @Option(names = "--from", required = true, paramLabel = "JDBC-URL", description = "Source. 来源")
        private String from = "";

        @Option(names = "--to", required = true, paramLabel = "JDBC-URL", description = "Target. 目标")
        private String to = "";

        @Override
        public Integer call() throws Exception {
            return done(StoreMove.copy(end(from, "STORE"), end(to, "TARGET"), StoreCommand.this::progress));
        }
    }

    /** {@code store export}: everything as files of an open format. */
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = {"Write everything as NDJSON, one file for each table.", "把全部数据导出为 NDJSON 文件。"})
    private final class Export implements Callable<Integer> {
        @Option(names = "--from", required = true, paramLabel = "JDBC-URL", description = "Source. 来源")
        private String from = "";

        @Parameters(paramLabel = "FOLDER", description = "Empty, or not there yet. 空目录")
        private @Nullable Path folder;

        @Override
        public Integer call() throws Exception {
            return done(StoreFiles.export(end(from, "STORE"), some(folder), StoreCommand.this::progress));
        }
    }

    /** {@code store restore}: an export into an empty store. */
    @Command(
            name = "restore",
            mixinStandardHelpOptions = true,
            description = {"Read an export into an empty store.", "从导出文件恢复到空的存储。"})
    private final class Restore implements Callable<Integer> {
        @Option(names = "--to", required = true, paramLabel = "JDBC-URL", description = "Target. 目标")
        private String to = "";

        @Parameters(paramLabel = "FOLDER", description = "What store export wrote. 导出目录")
        private @Nullable Path folder;

        @Override
        public Integer call() throws Exception {
            return done(StoreFiles.restore(some(folder), end(to, "TARGET"), StoreCommand.this::progress));
        }
    }

    private static Path some(@Nullable Path folder) {
        return folder == null ? Path.of("") : folder;
    }
}
