package dev.tutti.provider.simulated;

import dev.tutti.chat.ChatMessage;
import dev.tutti.chat.ChatMessage.Assistant;
import dev.tutti.chat.ChatMessage.Part;
import dev.tutti.chat.ChatMessage.ToolResult;
import dev.tutti.chat.ChatMessage.User;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Prompt;
import dev.tutti.provider.simulated.schema.Sample;
import dev.tutti.provider.simulated.schema.SampleBudget;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Request to a simulated model, parsed once. Not thread-safe. */
final class SimulatedRequest {
  private static final int TOKENS_PER_MESSAGE = 3;
  private static final int TOKENS_PER_ATTACHMENT = 85;
  private static final int MOST_CHOICES = 128;
  private static final int MOST_TOKENS = 1 << 17;

  private final ChatRequest request;
  private final String model;
  private final String id;
  private final long seed;
  private final Prompt prompt;
  private final List<ChatMessage> messages;
  private final int choices;
  private final SampleBudget budget = new SampleBudget();
  private final long chance;
  private @Nullable String text;
  private @Nullable Language language;

  /**
   * @throws Fault {@code invalid_request} when a message is not what its role asks for, or when
   *     more choices are wanted than are ever written
   */
  SimulatedRequest(ChatRequest request, String model, String id, long seed) {
    this.request = request;
    this.model = model;
    this.id = id;
    this.seed = seed;
    this.prompt = request.prompt();
    this.messages =
        request.operation() == Operation.TEXT_COMPLETION ? prompts() : prompt.messages();
    this.choices = questions() * prompt.n();
    this.chance = chance();
    OpenAiRules.check(this, messages);
  }

  /** One text or several; tokens are shown as they are. */
  private List<ChatMessage> prompts() {
    var asked = request.body().get("prompt");
    boolean one = asked.isString() || asked.path(0).isNumber();
    long wanted = (one ? 1L : asked.size()) * prompt.n();
    if (wanted > MOST_CHOICES) {
      throw Fault.invalid(
          "prompt",
          "%d choices in all (expected by a simulated model: at most %d)"
              .formatted(wanted, MOST_CHOICES));
    }
    return (one ? Stream.of(asked) : asked.valueStream()).map(SimulatedRequest::question).toList();
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
    var known = text;
    if (known == null) {
      known =
          messages.reversed().stream()
              .filter(User.class::isInstance)
              .map(message -> Part.text(((User) message).parts()))
              .findFirst()
              .orElse("");
      text = known;
    }
    return known;
  }

  /** The words of all that was said by others than the model, in their order. */
  List<String> texts() {
    return messages.stream().map(SimulatedRequest::words).filter(text -> !text.isEmpty()).toList();
  }

  private static String words(ChatMessage message) {
    return switch (message) {
      case ChatMessage.Instruction instruction -> Part.text(instruction.parts());
      case User user -> Part.text(user.parts());
      case ToolResult _, Assistant _ -> "";
    };
  }

  /** Names of the tools that the model has called so far. */
  Set<String> called() {
    return called(messages);
  }

  /** Names of the tools that the model has called since the user spoke. */
  Set<String> calledSinceUser() {
    return called(sinceUser());
  }

  private static Set<String> called(List<ChatMessage> messages) {
    return messages.stream()
        .filter(Assistant.class::isInstance)
        .flatMap(message -> ((Assistant) message).calls().stream())
        .map(ChatMessage.Call::name)
        .collect(Collectors.toSet());
  }

  private List<ChatMessage> sinceUser() {
    return messages.reversed().stream()
        .takeWhile(message -> !(message instanceof User))
        .toList()
        .reversed();
  }

  /** The number of pictures, sounds and documents that came with the latest message of the user. */
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

  /** Answers of tools since somebody else spoke. */
  List<ToolResult> results() {
    return messages.reversed().stream()
        .takeWhile(ToolResult.class::isInstance)
        .map(ToolResult.class::cast)
        .toList()
        .reversed();
  }

  /** Answers of tools since the user spoke, in one turn or several. */
  List<ToolResult> resultsSinceUser() {
    return sinceUser().stream()
        .filter(ToolResult.class::isInstance)
        .map(ToolResult.class::cast)
        .toList();
  }

  Language language() {
    var known = language;
    if (known == null) {
      known = Language.of(text());
      language = known;
    }
    return known;
  }

  /** The number of questions: a text completion may have several prompts. */
  int questions() {
    return request.operation() == Operation.TEXT_COMPLETION ? messages.size() : 1;
  }

  /** The number of choices of the answer, 1 to 128. */
  int choices() {
    return choices;
  }

  /** The most tokens of each of them: what was asked for, within what all may have together. */
  int tokensPerChoice() {
    int each = MOST_TOKENS / (choices * (1 + prompt.logprobs().orElse(0)));
    return Math.min(prompt.maxTokens().orElse(each), each);
  }

  /** The bounds of the work on schemas. */
  SampleBudget budget() {
    return budget;
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
      all += TokenSplitter.count(Json.text(tool.json()));
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
                  .mapToInt(call -> TokenSplitter.count(call.name() + call.arguments()))
                  .sum();
    };
  }

  private static int tokens(List<Part> parts) {
    return TokenSplitter.count(Part.text(parts)) + TOKENS_PER_ATTACHMENT * attachments(parts);
  }

  /** JSON that a schema allows. */
  String sample(ObjectNode schema, String place, int choice) {
    return Json.text(Sample.of(schema, place, random(choice), budget));
  }

  /** Chance that depends on the seeds, the model and what is asked, not on how it is asked. */
  RandomGenerator random(int choice) {
    return new SplittableRandom(chance * 31 + choice);
  }

  private long chance() {
    long mixed = seed * 31 + prompt.seed().orElse(0);
    mixed = mixed * 31 + model.hashCode();
    for (var member : List.of("messages", "prompt", "tools")) {
      mixed = mixed * 31 + textOf(request.body().get(member)).hashCode();
    }
    return mixed;
  }

  private static String textOf(JsonNode node) {
    return node.isMissingNode() ? "" : Json.text(node);
  }
}
