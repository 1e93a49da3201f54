package dev.tutti.replay;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What an answer of Tutti says.
 *
 * @param usage the {@code usage} object, if there is one
 */
record ReceivedAnswer(List<Choice> choices, Optional<JsonNode> usage) {

  /** One alternative; the finish reason is empty when none came. */
  record Choice(
      String text, String reasoning, List<Call> calls, Optional<Call> legacy, String finish) {}

  /** A tool call as it came. */
  record Call(String id, String name, String arguments) {}
}
