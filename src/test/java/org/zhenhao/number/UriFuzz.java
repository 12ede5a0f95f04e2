package org.zhenhao.number;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.zhenhao.fuzz.FuzzTarget;

/** {@code tel:} and {@code sip:} URIs, P-Asserted-Identity with names and parameters, and words of verstat. */
public final class UriFuzz implements FuzzTarget {
    private static final NumberParser PARSER = NumberParser.create();

    @Override
    public List<byte[]> seeds() {
        return List.of(
                        "tel:+8613800138000",
                        "tel:13800138000;phone-context=+86",
                        "sip:+8613800138000@ims.mnc000.mcc460.3gppnetwork.org;user=phone",
                        "sips:95588@example.com:5061;verstat=TN-Validation-Passed",
                        "\"\u5de5\u884c\" <sip:95588@example.com;user=phone>;tag=1",
                        "<tel:+8613800138000;verstat=TN-Validation-Failed>",
                        "sip:%2B8613800138000;npdi@host?subject=x",
                        "sip:anonymous@anonymous.invalid",
                        "TN-Validation-Passed-A")
                .stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void parse(byte[] input) throws Expected {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            Verstat.of(text);
        } catch (IllegalArgumentException unknown) {
            // A word that is none.
        }
        try {
            UriForm.of(text);
            PARSER.parse(text, Channel.CALL, "CN");
        } catch (RefusedNumberException refused) {
            throw new Expected(refused);
        }
    }
}
