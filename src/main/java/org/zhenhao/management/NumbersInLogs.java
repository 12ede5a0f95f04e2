package org.zhenhao.management;

import io.quarkus.logging.LoggingFilter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logmanager.ExtLogRecord;

/**
 * A last line of defence for logs of every format: what looks like a phone number in a message, whoever wrote it, becomes a pseudonym,
 * the same for the same number as long as the process lives. The service's own messages hold no number to begin with.
 */
@LoggingFilter(name = "numbers")
public final class NumbersInLogs implements Filter {
    private static final Pattern NUMBER = Pattern.compile("(?<![0-9A-Za-z._-])\\+?[0-9]{7,20}(?![0-9A-Za-z_-])");
    private static final int LEAST_DIGITS = 7;
    private static final int SHOWN = 4;

    private final byte[] key = new byte[32];

    /** A filter with pseudonyms of its own. */
    public NumbersInLogs() {
        new SecureRandom().nextBytes(key);
    }

    @Override
    public boolean isLoggable(LogRecord record) {
        String message = record instanceof ExtLogRecord extended ? extended.getFormattedMessage() : record.getMessage();
        if (message != null && digits(message)) {
            Matcher numbers = NUMBER.matcher(message);
            if (numbers.find()) {
                String hidden = numbers.replaceAll(found -> pseudonym(found.group()));
                if (record instanceof ExtLogRecord extended) {
                    extended.setMessage(hidden, ExtLogRecord.FormatStyle.NO_FORMAT);
                } else {
                    record.setMessage(hidden);
                }
                record.setParameters(null);
            }
        }
        return true;
    }

    /** Whether there are so many digits in a row that a closer look is worth it. */
    private static boolean digits(String message) {
        int run = 0;
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            run = c >= '0' && c <= '9' ? run + 1 : 0;
            if (run == LEAST_DIGITS) {
                return true;
            }
        }
        return false;
    }

    private String pseudonym(String number) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] hash = mac.doFinal(number.getBytes(StandardCharsets.UTF_8));
            return "number-" + HexFormat.of().formatHex(hash, 0, SHOWN);
        } catch (GeneralSecurityException e) {
            return "number-hidden";
        }
    }
}
