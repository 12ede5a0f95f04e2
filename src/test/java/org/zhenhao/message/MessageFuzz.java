package org.zhenhao.message;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.zhenhao.fuzz.FuzzTarget;
import org.zhenhao.number.NumberParser;

/** The text of a message: signature, links, numbers to call back, pressure. */
public final class MessageFuzz implements FuzzTarget {
    private static final NumberParser PARSER = NumberParser.create();

    @Override
    public List<byte[]> seeds() {
        return List.of(
                        "\u3010\u5de5\u5546\u94f6\u884c\u3011\u60a8\u7684\u8d26\u6237\u5df2\u51bb\u7ed3\uff0c\u8bf7\u7acb\u5373\u70b9\u51fb http://icbc-cn.top/a?b=c \u6216\u81f4\u7535 400-123-4567",
                        "[ICBC] Your account: https://xn--80ak6aa92e.com/x, call +86 138 0013 8000 now",
                        "t.cn/A6xyz 13800138000 http://1.2.3.4:8080/ a@b.com \u56deT\u9000\u8ba2")
                .stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void parse(byte[] input) throws Expected {
        String text = new String(input, StandardCharsets.UTF_8);
        if (text.length() > MessageChecker.LONGEST) {
            text = text.substring(0, MessageChecker.LONGEST);
        }
        String signature = Signature.of(text);
        Signature.folded(signature == null ? text : signature);
        Links.of(text);
        Callbacks.of(text, PARSER);
        Pressure.of(text);
    }
}
