package org.zhenhao.store;

import java.io.File;
import java.nio.file.Path;
import java.util.Locale;

/** Completes a JDBC URL with what the service relies on, so that an operator writes only where the store is. */
final class StoreUrl {
    private static final String H2 = "jdbc:h2:";
    private static final String FILE = "file:";
    private static final String FILE_ENDING = ".mv.db";
    private static final String CACHE = "CACHE_SIZE=";

    private static final int LEAST_CACHE = 2 << 20;
    private static final int LARGEST_CACHE = 64 << 20;
    private static final int FILE_SHARE = 100;
    private static final int HEAP_SHARE = 32;

    /**
     * H2 is asked to behave as PostgreSQL does, names and order of nulls included, so that one set of statements serves
     * both. The pool closes the database; a second closer at VM exit would race with requests being drained.
     *
     * <p>Replaced pages are kept for a second instead of 45: small transactions otherwise leave gigabytes of them. H2's
     * manual asks for the long time only where nothing else forces the file, as {@link Durability} does. For the same
     * reason changes may wait ten seconds to be written: what is acknowledged is forced, and a long import then writes a page
     * once that it changes a dozen times.
     *
     * <p>A connection remembers 64 statements, since lists of keys have their own for each power of two.
     */
    private static final String[] H2_SETTINGS = {
        "MODE=PostgreSQL",
        "DATABASE_TO_LOWER=TRUE",
        "DEFAULT_NULL_ORDERING=HIGH",
        "DB_CLOSE_ON_EXIT=FALSE",
        "LOCK_TIMEOUT=10000",
        "RETENTION_TIME=1000",
        "WRITE_DELAY=10000",
        "QUERY_CACHE_SIZE=64"
    };

    /** A silent host must not hold a caller for the driver's ten seconds; rewriting makes one statement of a batch. */
    private static final String[] POSTGRESQL_SETTINGS = {
        "connectTimeout=3", "reWriteBatchedInserts=true", "ApplicationName=zhenhao"
    };

    private StoreUrl() {}

    /**
     * The URL with defaults added for each setting it does not name, and a relative H2 file made absolute.
     *
     * @throws IllegalArgumentException if the URL names neither H2 nor PostgreSQL
     */
    static String complete(String url) {
        return switch (StoreKind.of(url)) {
            case H2 -> h2(url);
            case POSTGRESQL -> postgresql(url);
        };
    }

    /** The URL without its settings, which may hold a password: fit for a log line. */
    static String shown(String url) {
        int end = url.length();
        for (char separator : new char[] {';', '?'}) {
            int at = url.indexOf(separator);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        // A password can also stand before the host: jdbc:postgresql://user:secret@host/db.
        return url.substring(0, end).replaceFirst("//[^/]*@", "//");
    }

    private static String h2(String url) {
        int settings = url.indexOf(';');
        String place = settings < 0 ? url : url.substring(0, settings);
        String absolute = absolute(place.substring(H2.length()));
        StringBuilder full = new StringBuilder(H2).append(absolute);
        full.append(settings < 0 ? "" : url.substring(settings));
        String said = url.toUpperCase(Locale.ROOT);
        for (String setting : H2_SETTINGS) {
            if (!said.contains(";" + setting.substring(0, setting.indexOf('=') + 1))) {
                full.append(';').append(setting);
            }
        }
        if (!said.contains(";" + CACHE)) {
            full.append(';').append(CACHE).append(cacheKilobytes(absolute));
        }
        return full.toString();
    }

    /**
     * Room for the inner pages, which are about a hundredth of a file, and hardly any for leaves: numbers are asked for all over the
     * store, so that a larger cache holds but a part of the leaves and hands them to the collector when they have grown old, which
     * costs more than reading them from the system's cache of files. A power of two, for it is set anew when a file has grown.
     */
    private static long cacheKilobytes(String place) {
        long file = place.startsWith(FILE) ? new File(place.substring(FILE.length()) + FILE_ENDING).length() : 0;
        long most = Math.min(LARGEST_CACHE, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
        return Long.highestOneBit(Math.max(LEAST_CACHE, Math.min(most, file / FILE_SHARE))) >> 10;
    }

    /** H2 refuses a path that is relative without saying so; an operator who writes {@code data} means {@code ./data}. */
    private static String absolute(String place) {
        String file = place.startsWith(FILE) ? place.substring(FILE.length()) : place;
        boolean remote = !place.startsWith(FILE) && place.contains(":") && !place.matches("[A-Za-z]:[/\\\\].*");
        return remote || file.startsWith("~")
                ? place
                : FILE + Path.of(file).toAbsolutePath().normalize();
    }

    private static String postgresql(String url) {
        StringBuilder full = new StringBuilder(url);
        for (String setting : POSTGRESQL_SETTINGS) {
            if (!url.contains(setting.substring(0, setting.indexOf('=') + 1))) {
                full.append(full.indexOf("?") < 0 ? '?' : '&').append(setting);
            }
        }
        return full.toString();
    }
}
