package org.zhenhao.number;

import java.util.Locale;

/** How the contact was made. Decided before parsing: the same digits mean different things in a call and in a text. */
public enum Channel {
    CALL,
    SMS;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The snake_case word used in the API. */
    public String wire() {
        return wire;
    }

    /**
     * The channel with the given API word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Channel of(String wire) {
        for (Channel channel : values()) {
            if (channel.wire.equals(wire)) {
                return channel;
            }
        }
        throw new IllegalArgumentException("channel is one of call, sms");
    }
}
