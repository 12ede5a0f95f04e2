package org.zhenhao.k8s;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Builds an overlay with {@code kubectl kustomize}. */
final class Kustomize {
    private Kustomize() {}

    static List<Manifest> build(String overlay) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(
                            "kubectl",
                            "kustomize",
                            Path.of("k8s", "overlays", overlay).toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException absent) {
            Assumptions.abort("SKIPPED: kubectl is not installed, so that k8s/ is not built and not checked here");
            throw absent;
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("kustomize does not build " + overlay);
        }
        List<Manifest> documents = new ArrayList<>();
        Gson gson = new Gson();
        for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text)) {
            documents.add(new Manifest(gson.toJsonTree(document).getAsJsonObject()));
        }
        return documents;
    }
}
