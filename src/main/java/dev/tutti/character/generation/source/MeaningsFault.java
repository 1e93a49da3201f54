package dev.tutti.character.generation.source;

import dev.tutti.chat.Fault;
import java.util.List;

/** Fault of a title that means several things. */
final class MeaningsFault {
  private MeaningsFault() {}

  static Fault of(String title, List<String> choices) {
    return Fault.invalid(
        "source.title",
        "\"%s\" means several things (expected: one of %s)"
            .formatted(title, String.join(", ", choices)));
  }
}
