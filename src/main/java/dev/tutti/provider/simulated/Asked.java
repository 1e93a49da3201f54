package dev.tutti.provider.simulated;

import dev.tutti.chat.ChatMessage;
import dev.tutti.chat.ChatMessage.Assistant;
import dev.tutti.chat.ChatMessage.Part;
import dev.tutti.chat.ChatMessage.ToolResult;
import dev.tutti.chat.ChatMessage.User;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Prompt;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What one call asks of a simulated model, read once. */
final class Asked {
  private static final int TOKENS_PER_MESSAGE = 3;
  private static final int TOKENS_PER_ATTACHMENT = 85;

  private final ChatRequest request;
  private final String model;
  private final String id;
  private final long seed;
  private final Prompt prompt;
  private final List<ChatMessage> messages;

  Asked(ChatRequest request, String model, String id, long seed) {
    this.request = request;
    this.model = model;
    this.id = id;
    this.seed = seed;
    this.prompt = request.prompt();
    this.messages =
        request.operation() == Operation.TEXT_COMPLETION ? prompts(request) : prompt.messages();
  }

  /** One text or several; tokens are shown as they are. */
  private static List<ChatMessage> prompts(ChatRequest request) {
    var prompt = request.body().get("prompt");
    boolean one = prompt.isString() || prompt.path(0).isNumber();
    return (one ? Stream.of(prompt) : prompt.valueStream()).map(Asked::question).toList();
  }

  private static ChatMessage question(JsonNode prompt) {
    var text = prompt.isString() ? prompt.asString() : Json.text(prompt);
    return new User(List.of(new Part.Text(text, Json.object())), Json.object());
  }

  ChatRequest request() {
    return request;
  }

  /** The simulated model's name. */
  String model() {
    return model;
  }

  /** The name of this answer. */
  String id() {
    return id;
  }

  Prompt prompt() {
    return prompt;
  }

  /** The words of the latest message of the user. */
  String text() {
    return messages.reversed().stream()
        .filter(User.class::isInstance)
        .map(message -> Part.text(((User) message).parts()))
        .findFirst()
        .orElse("");
  }

  /** How many pictures, sounds and documents came with the latest message of the user. */
  int attachments() {
    return messages.reversed().stream()
        .filter(User.class::isInstance)
        .map(message -> attachments(((User) message).parts()))
        .findFirst()
        .orElse(0);
  }

  private static int attachments(List<Part> parts) {
    return (int) parts.stream().filter(part -> !(part instanceof Part.Text)).count();
  }

  /** What tools have answered since somebody else spoke. */
  List<ToolResult> results() {
    return messages.reversed().stream()
        .takeWhile(ToolResult.class::isInstance)
        .map(ToolResult.class::cast)
        .toList()
        .reversed();
  }

  Language language() {
    return Language.of(text());
  }

  /** How many questions there are: a text completion may have several prompts. */
  int questions() {
    return request.operation() == Operation.TEXT_COMPLETION ? messages.size() : 1;
  }

  /** The words that a choice answers. */
  String question(int choice) {
    return questions() == 1
        ? text()
        : Part.text(((User) messages.get(choice / prompt.n())).parts());
  }

  /** All tokens of the prompt. */
  int inputTokens() {
    int all = request.operation() == Operation.CHAT ? TOKENS_PER_MESSAGE : 0;
    for (var message : messages) {
      all += TOKENS_PER_MESSAGE + tokens(message);
    }
    for (var tool : prompt.tools()) {
      all += Tokens.count(Json.text(tool.json()));
    }
    return all;
  }

  private static int tokens(ChatMessage message) {
    return switch (message) {
      case ChatMessage.Instruction instruction -> tokens(instruction.parts());
      case User user -> tokens(user.parts());
      case ToolResult result -> tokens(result.parts());
      case Assistant said ->
          tokens(said.parts())
              + said.calls().stream()
                  .mapToInt(call -> Tokens.count(call.name() + call.arguments()))
                  .sum();
    };
  }

  private static int tokens(List<Part> parts) {
    return Tokens.count(Part.text(parts)) + TOKENS_PER_ATTACHMENT * attachments(parts);
  }

  /** Chance that depends on the seeds, the model and what is asked, not on how it is asked. */
  RandomGenerator random(int choice) {
    long mixed = seed * 31 + prompt.seed().orElse(0);
    mixed = mixed * 31 + model.hashCode();
    for (var member : List.of("messages", "prompt", "tools")) {
      mixed = mixed * 31 + textOf(request.body().get(member)).hashCode();
    }
    return new SplittableRandom(mixed * 31 + choice);
  }

  private static String textOf(JsonNode node) {
    return node.isMissingNode() ? "" : Json.text(node);
  }
}
