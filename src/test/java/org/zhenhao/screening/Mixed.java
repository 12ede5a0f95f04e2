package org.zhenhao.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Numbers of all sorts: mobiles mostly, then whatever networks and spreadsheets come up with. */
final class Mixed {
    private static final String[] MOBILE = {"138", "139", "150", "170", "171", "186", "133", "177", "166", "140", "174"
    };
    private static final String[] ODD = {
        "95588", "+8695588", "10086", "4008123123", "106981889999", "010-60606666-8001", "withheld", "+12025550123",
        "0044 20 7946 0018", "1.38E+10", "138****8000", "nonsense", "12", "20261121", "+86110", "tel:+86-138-0013-8000",
        "１３８００１３８０００", "13800138000/13800138001", "=13800138000", "021-95588", "9511199999", "400-810-8888"
    };

    private final Random random;

    Mixed(Random random) {
        this.random = random;
    }

    List<String> numbers(int count) {
        List<String> numbers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            numbers.add(number());
        }
        return numbers;
    }

    private String number() {
        int dice = random.nextInt(20);
        String tail = String.format("%08d", random.nextInt(100_000_000));
        return switch (dice) {
            case 0 -> ODD[random.nextInt(ODD.length)];
            case 1 -> "+86" + MOBILE[random.nextInt(MOBILE.length)] + tail;
            case 2 -> "0" + (10 + random.nextInt(900)) + tail.substring(random.nextInt(2));
            case 3 -> "+" + (1 + random.nextInt(998)) + tail + random.nextInt(100);
            case 4 -> tail.substring(random.nextInt(6));
            // Few of these: they share blocks, and some of them have reports.
            case 5, 6, 7, 8, 9 -> "1709999" + tail.substring(4);
            default -> MOBILE[random.nextInt(MOBILE.length)] + tail;
        };
    }
}
