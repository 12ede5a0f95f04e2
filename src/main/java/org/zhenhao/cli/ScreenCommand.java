package org.zhenhao.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberDisplay;
import org.zhenhao.number.NumberParser;
import org.zhenhao.problem.Language;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.problem.Text;
import org.zhenhao.rows.Column;
import org.zhenhao.rows.Layout;
import org.zhenhao.rows.Options;
import org.zhenhao.rows.RowReader;
import org.zhenhao.rows.RowScreener;
import org.zhenhao.rows.Unpacked;
import org.zhenhao.score.Policy;
import org.zhenhao.score.Scorer;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code screen}: adds verdicts to the rows of a file. */
@Command(
        name = "screen",
        mixinStandardHelpOptions = true,
        description = {
            "Adds verdicts to the rows of a CSV, NDJSON or plain list (packed with gzip or not).",
            "给 CSV、NDJSON 或纯号码列表逐行加上判断结果。",
            "Started again after a break, it goes on where it stopped. 中断后再次运行会接着做。"
        })
final class ScreenCommand implements Callable<Integer> {
    private static final int BUFFER = 1 << 20;
    /** Requests that each thread would send in the time that one takes. */
    private static final int SERVER_TIMES = 4;

    private static final String STANDARD_OUT = "-";

    @Parameters(paramLabel = "FILE", description = "The list. 名单文件")
    Path file = Path.of("");

    @ArgGroup(multiplicity = "1")
    Source source = new Source();

    /** Where verdicts come from. */
    static final class Source {
        @Option(
                names = "--snapshot",
                paramLabel = "FILE",
                description = "numbers.parquet; no server is needed. 快照文件，无需服务器")
        @Nullable
        Path snapshot;

        @Option(names = "--server", paramLabel = "URL", description = "A running service. 服务地址")
        @Nullable
        URI server;
    }

    @Option(
            names = "--key",
            defaultValue = "${env:ZHENHAO_KEY}",
            description = "Key for the server, scope screen; else $ZHENHAO_KEY. 密钥")
    @Nullable
    String key;

    @Option(
            names = "--public-key",
            paramLabel = "BASE64",
            description = "Refuse a snapshot not signed with it (GET /v1/feed/key). 校验签名的公钥")
    @Nullable
    String publicKey;

    @Option(names = "--out", paramLabel = "FILE", description = "Result; - for standard output. 结果文件")
    @Nullable
    String out;

    @Option(names = "--columns", defaultValue = "", description = "Columns to add, with commas between them. 要增加的列")
    String columns = "";

    @Option(names = "--column", description = "Name or place of the number's column; else found by content. 号码列")
    @Nullable
    String column;

    @Option(names = "--region", defaultValue = "CN", description = "For numbers without a country code. 地区")
    String region = "CN";

    @Option(names = "--channel", defaultValue = "call", description = "call or sms. 渠道")
    Channel channel = Channel.CALL;

    @Option(names = "--lang", description = "zh or en. 语言")
    @Nullable
    String language;

    @Option(names = "--threads", defaultValue = "0", description = "0: one for each core. 线程数")
    int threads;

    @Option(names = "--quiet", description = "No progress. 不显示进度")
    boolean quiet;

    private final PrintStream messages;

    /** A command that speaks to the standard error. */
    ScreenCommand() {
        this(System.err);
    }

    /** A command that speaks to {@code messages}. */
    ScreenCommand(PrintStream messages) {
        this.messages = messages;
    }

    /** The command as it is started from a shell. */
    CommandLine line() {
        return new CommandLine(this).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws InterruptedException {
        Language spoken = Language.of(language == null ? Locale.getDefault().toLanguageTag() : language);
        try {
            screen(spoken);
            return 0;
        } catch (ProblemException problem) {
            messages.println("screen: " + problem.detail(spoken));
        } catch (NoSuchFileException missing) {
            messages.println("screen: " + new Text("没有这个文件：", "there is no file ").in(spoken) + missing.getMessage());
        } catch (IOException failure) {
            messages.println("screen: " + (failure.getMessage() == null ? failure.toString() : failure.getMessage()));
        }
        return 1;
    }

    private void screen(Language spoken) throws IOException, InterruptedException {
        NumberParser parser = NumberParser.create();
        Options options = new Options(
                null,
                column,
                null,
                null,
                null,
                Column.list(columns),
                region.toUpperCase(Locale.ROOT),
                channel,
                spoken,
                true);
        Layout layout;
        try (InputStream in = Unpacked.of(Files.newInputStream(file))) {
            layout = new RowReader(in).sniff(parser, options);
        }
        int workers = (threads > 0 ? threads : Runtime.getRuntime().availableProcessors())
                * (source.server == null ? 1 : SERVER_TIMES);
        try (Screening screening = new Screening(workers, screeners(parser, options, layout), parser, options)) {
            if (STANDARD_OUT.equals(out)) {
                try (InputStream in = Unpacked.of(Files.newInputStream(file));
                        OutputStream result = new BufferedOutputStream(System.out, BUFFER)) {
                    screening.run(in, false, result, progress -> {});
                }
                return;
            }
            new ToFile(screening, file, new ToFile.Talk(messages, spoken, quiet)).run(result(), identity());
        }
    }

    private Supplier<RowScreener> screeners(NumberParser parser, Options options, Layout layout) throws IOException {
        URI server = source.server;
        Path snapshot = source.snapshot;
        RowScreener.Words words = new RowScreener.Words(parser, NumberDisplay.create());
        if (server != null) {
            ServerRows elsewhere = new ServerRows(server, key, options, layout);
            return () -> RowScreener.of(layout, options, words, elsewhere);
        }
        if (snapshot == null) {
            throw new IOException("--snapshot or --server is needed");
        }
        SnapshotCheck.check(snapshot, publicKey);
        SnapshotIndex index = SnapshotIndex.read(snapshot);
        Scorer scorer = new Scorer(Policy.standard());
        return () -> new RowScreener(layout, options, words, new SnapshotJudge(index, scorer), batch -> {});
    }

    private Path result() {
        if (out != null) {
            return Path.of(out);
        }
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.gz$", "");
        int dot = name.lastIndexOf('.');
        return file.resolveSibling(
                dot < 1 ? name + ".screened" : name.substring(0, dot) + ".screened" + name.substring(dot));
    }

    /** Whatever would make the rest of the result differ from its beginning. */
    String identity() throws IOException {
        Path snapshot = source.snapshot;
        String from = snapshot == null
                ? String.valueOf(source.server)
                : Files.size(snapshot) + "@"
                        + Files.getLastModifiedTime(snapshot).toMillis();
        return String.join(
                "|",
                Long.toString(Files.size(file)),
                Long.toString(Files.getLastModifiedTime(file).toMillis()),
                from,
                columns,
                String.valueOf(column),
                region,
                channel.name(),
                String.valueOf(language));
    }
}
