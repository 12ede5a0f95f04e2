#!/bin/sh
# Makes zhenhao.aot beside the jar in the current folder: starts the service, asks it a few things, and lets it write the cache as it ends.
set -eu
data=$(mktemp -d)
ask() { # ask PATH [JSON]: one request, without any tool but the JDK's
  cat >"$data/Ask.java" <<'J'
import java.net.URI;
import java.net.http.*;

class Ask {
    public static void main(String[] a) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:18123" + a[0])).header("Content-Type", "application/json");
        if (a.length > 1) request.POST(HttpRequest.BodyPublishers.ofString(a[1]));
        var client = HttpClient.newHttpClient();
        for (int i = 0; i < (a.length > 1 ? 1 : 50); i++) client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
J
  java -Xshare:auto "$data/Ask.java" "$@" 2>/dev/null
}
QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT=18123 ZHENHAO_DATA_DIR="$data" ZHENHAO_ADMIN_KEY=only-for-this-training-run \
  java -XX:+UseCompactObjectHeaders -XX:AOTCacheOutput=zhenhao.aot -jar quarkus-run.jar &
service=$!
tries=0
until ask /q/health/ready; do
  tries=$((tries + 1))
  [ $tries -lt 60 ] || { echo "the service did not start" >&2; kill $service; exit 1; }
  sleep 1
done
ask /v1/numbers/95588
ask /v1/numbers/17012345678
ask /v1/reports '{"number":"17012345678","category":"telemarketing"}'
ask /
kill $service
wait $service || true
rm -rf "$data"
test -s zhenhao.aot
