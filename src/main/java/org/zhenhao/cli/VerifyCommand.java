package org.zhenhao.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zhenhao.evidence.EvidenceVerifier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify}: checks an evidence bundle, with nothing but the file; ends with 0 if it is sound, 1 if it is not. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {"Check an evidence bundle offline.", "离线校验证据包。"})
final class VerifyCommand implements Callable<Integer> {
    private static final int UNSOUND = 1;
    private static final int UNREADABLE = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it.
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "bundle.zip",
            description = {"the bundle", "证据包"})
    @SuppressWarnings("NullAway.Init") // picocli fills it.
    private Path bundle;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "key",
            description = {"the log's public key, base64, from where you trust it", "日志公钥（base64），取自您信任的来源"})
    private @Nullable String publicKey;

    CommandLine line() {
        return new CommandLine(this);
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            EvidenceVerifier.Outcome outcome = EvidenceVerifier.verify(bundle, publicKey);
            outcome.findings().forEach(out::println);
            out.println(outcome.sound() ? "完好 / sound" : "不可信 / NOT SOUND");
            out.flush();
            return outcome.sound() ? 0 : UNSOUND;
        } catch (IOException unreadable) {
            spec.commandLine().getErr().println(bundle + ": " + unreadable.getMessage());
            return UNREADABLE;
        }
    }
}
