package org.example.screening;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.robolectric.Shadows.shadowOf;

import android.net.Uri;
import android.os.Bundle;
import android.telecom.Call;
import android.telecom.CallScreeningService.CallResponse;
import android.telecom.ParcelableCall;
import java.util.ArrayList;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.Robolectric;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.annotation.Config;
import org.robolectric.shadows.ShadowCallScreeningService;

@RunWith(RobolectricTestRunner.class)
@Config(sdk = 34, manifest = Config.NONE)
public class ScreeningServiceTest {
    private static CallResponse screened(String number) {
        Call.Details details = Call.Details.createFromParcelableCall(new ParcelableCall.ParcelableCallBuilder()
                .setId("1")
                .setHandle(Uri.fromParts("tel", number, null))
                .setHandlePresentation(1)
                .setCannedSmsResponses(new ArrayList<>())
                .setConferenceableCallIds(new ArrayList<>())
                .setChildCallIds(new ArrayList<>())
                .setIntentExtras(new Bundle())
                .setExtras(new Bundle())
                .createParcelableCall());
        ScreeningService service = Robolectric.setupService(ScreeningService.class);
        service.onScreenCall(details);
        ShadowCallScreeningService shadow = shadowOf(service);
        return shadow.getLastRespondToCallInput().orElseThrow().getCallResponse();
    }

    @Test
    public void call_blockedNumber_isRejected() {
        CallResponse answer = screened(System.getProperty("blocked"));
        assertTrue(answer.getDisallowCall());
        assertTrue(answer.getRejectCall());
    }

    @Test
    public void call_doubtfulNumber_ringsSilently() {
        CallResponse answer = screened(System.getProperty("warned"));
        assertFalse(answer.getDisallowCall());
        assertTrue(answer.getSilenceCall());
    }

    @Test
    public void call_unknownNumber_rings() {
        CallResponse answer = screened("+8613800138000");
        assertFalse(answer.getDisallowCall());
        assertFalse(answer.getSilenceCall());
    }

    @Test
    public void call_serviceAway_rings() {
        String service = System.getProperty("service");
        System.setProperty("service", "http://127.0.0.1:1");
        try {
            assertFalse(screened(System.getProperty("blocked")).getDisallowCall());
            assertEquals("http://127.0.0.1:1", System.getProperty("service"));
        } finally {
            System.setProperty("service", service);
        }
    }
}
