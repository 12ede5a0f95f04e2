package org.zhenhao.dialer;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** {@code GET /v1/numbers?number=…}: the lookup for clients that can only fill in a query. The answer is the lookup's own. */
@Singleton
final class NumberInQuery {
    private static final String PATH = "/v1/numbers";

    void register(@Observes Router router) {
        router.get(PATH).handler(NumberInQuery::reroute);
    }

    private static void reroute(RoutingContext context) {
        MultiMap query = context.request().params();
        String number = AskedNumber.inQuery(query.get("number"));
        if (number == null || number.isBlank()) {
            context.fail(
                    ProblemException.of(ProblemCode.BAD_PARAMETER, "缺少参数 number", "The parameter number is missing")
                            .with("parameter", "number"));
            return;
        }
        StringBuilder target = new StringBuilder(PATH).append('/').append(encode(number));
        char separator = '?';
        for (Map.Entry<String, String> parameter : query) {
            if (!parameter.getKey().equals("number")) {
                target.append(separator)
                        .append(encode(parameter.getKey()))
                        .append('=')
                        .append(encode(parameter.getValue()));
                separator = '&';
            }
        }
        context.reroute(HttpMethod.GET, target.toString());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
