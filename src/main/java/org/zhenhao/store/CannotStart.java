package org.zhenhao.store;

import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.Quarkus;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Ends a start that cannot succeed, with one line for the operator and exit code 1 instead of a stack trace. */
public final class CannotStart {
    private static final Logger LOG = Logger.getLogger("org.zhenhao");
    private static final int FAILED = 1;

    private CannotStart() {}

    /**
     * Logs why, asks for the program's end and gives the exception to throw, which keeps later steps of the start from
     * running.
     *
     * @param why for the operator; made one line
     */
    public static PreventFurtherStepsException because(String why) {
        String line =
                why.lines().map(String::strip).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
        LOG.fatalf("Zhenhao cannot start: %s", line);
        Quarkus.asyncExit(FAILED);
        return new PreventFurtherStepsException();
    }
}
