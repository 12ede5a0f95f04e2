package org.zhenhao.published;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * A number as it is published from a change on.
 *
 * @param seq of the change; rises, with gaps where a number changed again later
 * @param entry what is published of it
 * @param removed whether it no longer is; the entry is then what was published last
 */
public record PublishedChange(long seq, PublishedEntry entry, boolean removed) {

    /** Writes it as an object, as feeds and webhooks show it. */
    public void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("seq", seq);
        json.writeStringField("number", entry.key());
        json.writeBooleanField("removed", removed);
        if (!removed) {
            json.writeStringField("kind", entry.kind().wire());
            json.writeStringField("level", entry.level().wire());
            json.writeNumberField("score", entry.band());
            json.writeStringField("category", entry.category().wire());
            json.writeNumberField("reporters", entry.reporters());
        }
        json.writeEndObject();
    }
}
