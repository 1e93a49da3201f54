package dev.tutti.session.view;

import dev.tutti.chat.ChatRequest;
import dev.tutti.context.Compaction;
import dev.tutti.context.HistoryMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Request that asks for a summary, in the language of what was said. */
final class SummaryRequest {
  private static final int LONGEST = 4_000;
  private static final int MOST = 120_000;
  private static final int ANSWER = 1_500;
  private static final double CHINESE = .2;

  private SummaryRequest() {}

  static ChatRequest of(String model, Compaction compaction) {
    var said = said(compaction);
    return ChatRequest.builder(model)
        .system(instructions(isChinese(said) ? "summary-zh.md" : "summary-en.md"))
        .user(said)
        .maxTokens(ANSWER)
        .build();
  }

  private static String said(Compaction compaction) {
    var text = new StringBuilder();
    if (!compaction.before().isEmpty()) {
      text.append("<summary>\n").append(compaction.before().text()).append("\n</summary>\n");
    }
    text.append("<messages>\n");
    for (var message : compaction.messages()) {
      if (text.length() < MOST) {
        text.append(line(message)).append('\n');
      }
    }
    return text.append("</messages>").toString();
  }

  private static String line(HistoryMessage message) {
    var json = message.message();
    var words = message.text();
    var calls = json.path("tool_calls").isEmpty() ? "" : " " + json.path("tool_calls");
    var all = json.path("role").asString("") + ": " + words + calls;
    return all.length() > LONGEST ? all.substring(0, LONGEST) + "..." : all;
  }

  private static boolean isChinese(String text) {
    long han =
        text.codePoints()
            .filter(each -> Character.UnicodeScript.of(each) == Character.UnicodeScript.HAN)
            .count();
    return han > CHINESE * text.length();
  }

  private static String instructions(String file) {
    try (var in = SummaryRequest.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException("missing in the jar: " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
