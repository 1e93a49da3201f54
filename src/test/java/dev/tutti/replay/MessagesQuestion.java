package dev.tutti.replay;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Tutti is asked in Anthropic's dialect: what Anthropic itself was asked goes as it was
 * recorded, what a provider of OpenAI's dialect was asked is translated, and of the others the
 * essentials.
 */
final class MessagesQuestion {
  private MessagesQuestion() {}

  static ObjectNode of(Case one) {
    var recorded = recorded(one);
    if (recorded.isPresent()) {
      return one.route().dialect() == Dialect.ANTHROPIC
          ? recorded.get()
          : ChatToMessages.translate(recorded.get());
    }
    return ChatToMessages.translate(Question.essentials(one));
  }

  /** The recorded request, if it was answered and is in a dialect that can be asked in full. */
  static Optional<ObjectNode> recorded(Case one) {
    boolean known =
        switch (one.route().dialect()) {
          case OPENAI, ANTHROPIC -> one.goal() instanceof Goal.Answers;
          case GEMINI, OLLAMA, RESPONSES -> false;
        };
    return one.recording()
        .request()
        .filter(_ -> known)
        .map(request -> Question.parse(request.body()))
        .filter(body -> body.path("messages").isArray())
        .flatMap(MessagesQuestion::object);
  }

  private static Optional<ObjectNode> object(JsonNode body) {
    return body instanceof ObjectNode json ? Optional.of(json) : Optional.empty();
  }
}
