package dev.tutti.cooperation.answer;

import dev.tutti.chat.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Two answers, and whether they mean the same: rows of {@code pairs.jsonl}. */
record AnswerPair(AnswerType type, String question, String first, String second, boolean same) {

  static List<AnswerPair> all() {
    try (var stream = AnswerPair.class.getResourceAsStream("pairs.jsonl")) {
      var text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(AnswerPair::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AnswerPair read(String line) {
    var row = Json.tree(line);
    return new AnswerPair(
        AnswerType.named(row.path("type").asString()).orElseThrow(),
        row.path("question").asString(),
        row.path("a").asString(),
        row.path("b").asString(),
        row.path("same").asBoolean());
  }

  AnswerPanel panel() {
    return AnswerPanel.of(new AnswerQuestion(question, type), List.of(first, second));
  }

  /** Whether the panel says what is true; both must be read. */
  boolean isRight() {
    var panel = panel();
    var left = panel.canonical(0);
    return left.isPresent()
        && panel.canonical(1).isPresent()
        && left.equals(panel.canonical(1)) == same
        && panel.isSame(0, 1) == same;
  }
}
