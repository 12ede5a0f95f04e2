package org.zhenhao.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreUrlTest {
    @Test
    void complete_relativeH2File_becomesAbsoluteWithPostgresqlMode() {
        String here = Path.of("data/zhenhao").toAbsolutePath().toString();

        assertThat(StoreUrl.complete("jdbc:h2:file:data/zhenhao"))
                .startsWith("jdbc:h2:file:" + here + ";")
                .contains(";MODE=PostgreSQL;")
                .contains(";DB_CLOSE_ON_EXIT=FALSE");
        assertThat(StoreUrl.complete("jdbc:h2:./data/zhenhao")).startsWith("jdbc:h2:file:" + here + ";");
    }

    @Test
    void complete_settingGiven_isKept() {
        assertThat(StoreUrl.complete("jdbc:h2:mem:x;lock_timeout=5"))
                .startsWith("jdbc:h2:mem:x;lock_timeout=5;")
                .doesNotContain("LOCK_TIMEOUT=10000");
        assertThat(StoreUrl.complete("jdbc:postgresql://h/d?connectTimeout=9"))
                .startsWith("jdbc:postgresql://h/d?connectTimeout=9&")
                .doesNotContain("connectTimeout=3");
    }

    @Test
    void complete_h2File_cachesAHundredthOfIt(@TempDir Path folder) throws IOException {
        String url = "jdbc:h2:file:" + folder.resolve("d");

        assertThat(StoreUrl.complete(url)).endsWith(";CACHE_SIZE=2048");
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("d.mv.db").toFile(), "rw")) {
            file.setLength(600L << 20);
            assertThat(StoreUrl.complete(url)).endsWith(";CACHE_SIZE=4096");
            file.setLength(1000L << 30);
        }
        long heap = Runtime.getRuntime().maxMemory() >> 10;
        assertThat(Integer.parseInt(StoreUrl.complete(url).replaceFirst(".*;CACHE_SIZE=", "")))
                .isBetween(2048, (int) Math.max(2048, Math.min(65536, heap / 32)));
        assertThat(StoreUrl.complete(url + ";cache_size=7")).doesNotContain(";CACHE_SIZE=");
    }

    @Test
    void complete_h2ServerOrHomeOrAbsolutePath_isLeftInPlace() {
        assertThat(StoreUrl.complete("jdbc:h2:tcp://h/d")).startsWith("jdbc:h2:tcp://h/d;");
        assertThat(StoreUrl.complete("jdbc:h2:~/d")).startsWith("jdbc:h2:~/d;");
        assertThat(StoreUrl.complete("jdbc:h2:file:/v/d")).startsWith("jdbc:h2:file:/v/d;");
    }

    @Test
    void complete_postgresqlWithoutSettings_getsThem() {
        assertThat(StoreUrl.complete("jdbc:postgresql://h/d")).startsWith("jdbc:postgresql://h/d?connectTimeout=3&");
    }

    @Test
    void complete_otherDatabase_isRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreUrl.complete("jdbc:mysql://h/d"))
                .withMessageContaining("zhenhao.store.url");
    }

    @Test
    void shown_urlWithSecrets_hidesThem() {
        assertThat(StoreUrl.shown("jdbc:postgresql://u:secret@h/d?password=secret"))
                .isEqualTo("jdbc:postgresql://h/d");
        assertThat(StoreUrl.shown("jdbc:h2:file:/v/d;CIPHER=AES;PASSWORD=secret"))
                .isEqualTo("jdbc:h2:file:/v/d");
    }
}
