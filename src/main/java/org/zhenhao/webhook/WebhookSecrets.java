package org.zhenhao.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import org.zhenhao.secret.Pseudonyms;

/** The secrets that deliveries are signed with: each follows from the server's secret and the webhook's id, and none is stored. */
@Singleton
class WebhookSecrets {
    private final Pseudonyms pseudonyms;

    @Inject
    WebhookSecrets(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    /** The secret of a webhook, 64 hexadecimal digits behind {@code whsec_}. */
    String of(String webhook) {
        return "whsec_" + HexFormat.of().formatHex(pseudonyms.hmac("webhook", webhook));
    }
}
