package org.zhenhao.number;

/**
 * The 321 area codes of mainland China and how long the local numbers behind them are.
 *
 * <p>After the 2010 numbering plan (local numbers begin with 2 to 8) and the fixed-line patterns of libphonenumber
 * 9.0.43, from which merged codes such as 410, 413, 565 and 852 are absent.
 */
final class AreaCodes {
    private static final byte NONE = 0;
    private static final byte SEVEN = 1;
    private static final byte EIGHT = 2;
    private static final byte BOTH = 3;
    private static final byte[] THREE_DIGITS = new byte[1000];

    static {
        fill(
                SEVEN,
                "310 312-319 335 349 350-359 370 372-376 391-396 398 412 415-419 421 427 429 434 436-439 452-459 464"
                        + " 467-470 471-479 482 483 530 533-539 543 546 550 552-559 561-564 566 570 572 578 580 592-594"
                        + " 596-599 631-633 635 660 662 663 668 691 692 701 710-719 722 724 728 730 734-739 743-746"
                        + " 750-753 756 758 759 762 763 766 768 770-779 790 792-799 812 813 816-818 825-827 830-839"
                        + " 854-859 870 872-879 883 886-888 891-897 901-903 906 908 909 911-917 919 930-939 941 943"
                        + " 951-955 970-979 990-999");
        fill(
                EIGHT,
                "311 371 377 379 411 431 432 451 510-519 523 527 531 532 551 571 573-577 579 591 595 731 755 757 760"
                        + " 769 791 871 898");
        fill(BOTH, "433 435 754 851");
    }

    private AreaCodes() {}

    private static void fill(byte length, String ranges) {
        for (String range : ranges.split(" ", -1)) {
            int dash = range.indexOf('-');
            int from = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            int to = dash < 0 ? from : Integer.parseInt(range.substring(dash + 1));
            for (int area = from; area <= to; area++) {
                THREE_DIGITS[area] = length;
            }
        }
    }

    /** How many digits of the area code stand at {@code from}, without trunk 0: 2, 3, or 0 if there is no such area. */
    static int length(String digits, int from) {
        int left = digits.length() - from;
        if (left < 2) {
            return 0;
        }
        char first = digits.charAt(from);
        char second = digits.charAt(from + 1);
        if (first == '1') {
            return second == '0' ? 2 : 0;
        }
        if (first == '2') {
            return second == '6' ? 0 : 2;
        }
        return left >= 3 && THREE_DIGITS[index(digits, from)] != NONE ? 3 : 0;
    }

    /** Whether the digits from {@code from} on are an area code and a local number of the right length. */
    static boolean fixedLine(String digits, int from) {
        int areaLength = length(digits, from);
        int local = digits.length() - from - areaLength;
        if (areaLength == 0 || local < 7 || local > 8 || !beginsLocal(digits.charAt(from + areaLength))) {
            return false;
        }
        if (areaLength == 2) {
            return local == 8;
        }
        byte length = THREE_DIGITS[index(digits, from)];
        return length == BOTH || length == (local == 8 ? EIGHT : SEVEN);
    }

    /** Whether a local number may begin with the digit. */
    static boolean beginsLocal(char digit) {
        return digit >= '2' && digit <= '8';
    }

    private static int index(String digits, int from) {
        return (digits.charAt(from) - '0') * 100 + (digits.charAt(from + 1) - '0') * 10 + digits.charAt(from + 2) - '0';
    }
}
