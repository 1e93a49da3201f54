package dev.tutti.replay;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What an answer of Tutti says.
 *
 * @param usage the {@code usage} object, if there is one
 */
record Heard(List<Choice> choices, Optional<JsonNode> usage) {

  /** Whether anything was said: a text, a reasoning, a call. */
  boolean substantial() {
    return choices.stream()
        .anyMatch(
            choice ->
                !choice.text().isEmpty()
                    || !choice.reasoning().isEmpty()
                    || !choice.calls().isEmpty()
                    || choice.legacy().isPresent());
  }

  /** One alternative; the finish reason is empty when none came. */
  record Choice(
      String text, String reasoning, List<Call> calls, Optional<Call> legacy, String finish) {}

  /** A tool call as it came. */
  record Call(String id, String name, String arguments) {}
}
