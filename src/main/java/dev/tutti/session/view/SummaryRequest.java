package dev.tutti.session.view;

import dev.tutti.chat.ChatRequest;
import dev.tutti.context.Compaction;
import dev.tutti.context.HistoryMessage;
import dev.tutti.text.WholeCharacters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Request that asks for a summary, in the language of what was said. */
final class SummaryRequest {
  private static final int LONGEST = 4_000;
  private static final int MOST = 120_000;
  private static final int ANSWER = 1_500;
  private static final double CHINESE = .2;

  /** Tokens of an English word, and of a Chinese character, with what is around it. */
  private static final double WORD = 1.4;

  private static final double CHARACTER = .9;
  private static final long MOST_WORDS = 300;
  private static final long MOST_CHARACTERS = 400;

  private SummaryRequest() {}

  /** The request for a summary, by a model. */
  static ChatRequest of(String model, SummaryWork work) {
    var said = said(work.compaction());
    return ChatRequest.builder(model)
        .system(instructions(isChinese(said), work.most()))
        .user(said)
        .maxTokens(ANSWER)
        .build();
  }

  /**
   * As many turns of it as one request has room for, at least one: a summary stands for no more.
   */
  static Compaction fitting(Compaction all) {
    var messages = all.messages();
    int end = 0;
    int length = 0;
    for (int at = 0; at < messages.size(); at++) {
      length += line(messages.get(at)).length() + 1;
      if (length > MOST && end > 0) {
        break;
      }
      boolean ends = at + 1 == messages.size() || isUsers(messages.get(at + 1));
      end = ends ? at + 1 : end;
    }
    return new Compaction(all.before(), messages.subList(0, end));
  }

  private static boolean isUsers(HistoryMessage message) {
    return message.message().path("role").asString("").equals("user");
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
    return all.length() > LONGEST ? WholeCharacters.first(all, LONGEST) + "..." : all;
  }

  private static boolean isChinese(String text) {
    long han =
        text.codePoints()
            .filter(each -> Character.UnicodeScript.of(each) == Character.UnicodeScript.HAN)
            .count();
    return han > CHINESE * text.length();
  }

  private static String instructions(boolean chinese, long most) {
    long words =
        chinese
            ? Math.min(MOST_CHARACTERS, Math.round(most / CHARACTER))
            : Math.min(MOST_WORDS, Math.round(most / WORD));
    return resource(chinese ? "summary-zh.md" : "summary-en.md")
        .replace("{most}", Long.toString(Math.max(1, words)));
  }

  private static String resource(String file) {
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
