package org.zhenhao.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerSecretTest {
    @Test
    void find_nothingConfigured_makesOneForTheOwnerOnlyAndFindsItAgain(@TempDir Path root) throws Exception {
        Path data = root.resolve("not/yet");

        ServerSecret made = ServerSecret.find(null, data);
        ServerSecret again = ServerSecret.find(null, data);

        assertThat(made.madeIn()).isEqualTo(data.resolve("secret"));
        assertThat(made.bytes()).hasSize(64);
        assertThat(again.madeIn()).isNull();
        assertThat(again.bytes()).isEqualTo(made.bytes());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secret"))))
                .isEqualTo("rw-------");
    }

    @Test
    void find_configured_goesBeforeTheFileAndWritesNone(@TempDir Path data) throws Exception {
        ServerSecret found = ServerSecret.find(" sixteen characters ", data);

        assertThat(found.bytes()).asString().isEqualTo("sixteen characters");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void find_tooShort_isRefusedWithoutBeingTold(@TempDir Path data) throws Exception {
        assertThatExceptionOfType(ServerSecret.UnusableException.class)
                .isThrownBy(() -> ServerSecret.find("short", data))
                .withMessageContaining("zhenhao.secret")
                .withMessageNotContaining("short");
        Files.writeString(data.resolve("secret"), "\n");
        assertThatExceptionOfType(ServerSecret.UnusableException.class).isThrownBy(() -> ServerSecret.find(null, data));
    }

    @Test
    void find_directoryIsAFile_isRefused(@TempDir Path root) throws Exception {
        Path file = Files.createFile(root.resolve("data"));

        assertThatExceptionOfType(ServerSecret.UnusableException.class)
                .isThrownBy(() -> ServerSecret.find(null, file.resolve("x")));
    }
}
