package dev.tutti.chat;

import dev.tutti.chat.ChatMessage.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request as types, for adapters that translate it. Each accessor reads the JSON when it is
 * asked; a missing or null member is an empty optional.
 */
public final class Prompt {
  private static final Set<String> KNOWN =
      Set.of(
          "model",
          "messages",
          "prompt",
          "input",
          "stream",
          "stream_options",
          "max_tokens",
          "max_completion_tokens",
          "temperature",
          "top_p",
          "stop",
          "seed",
          "n",
          "presence_penalty",
          "frequency_penalty",
          "logprobs",
          "top_logprobs",
          "response_format",
          "tools",
          "tool_choice",
          "parallel_tool_calls",
          "reasoning_effort",
          "user",
          "metadata",
          "store",
          "logit_bias",
          "functions",
          "function_call",
          "encoding_format",
          "dimensions",
          "echo",
          "best_of",
          "suffix",
          "service_tier",
          "safety_identifier",
          "prompt_cache_key",
          "prediction",
          "modalities",
          "audio",
          "verbosity",
          "web_search_options");

  private final Operation operation;
  private final ObjectNode root;

  Prompt(Operation operation, ObjectNode root) {
    this.operation = operation;
    this.root = root;
  }

  /**
   * The conversation, in order. A text completion's prompt is one message of the user.
   *
   * @throws Fault {@code invalid_request} when a message is not what its role asks for, or when
   *     there are several prompts or tokens, which only OpenAI's dialect takes
   */
  public List<ChatMessage> messages() {
    if (operation == Operation.TEXT_COMPLETION) {
      return List.of(
          new ChatMessage.User(List.of(new Part.Text(prompt(), Json.object())), Json.object()));
    }
    var reader = new MessageReader();
    var all = new ArrayList<ChatMessage>();
    int index = 0;
    for (var message : root.path("messages")) {
      all.add(reader.read(message, "messages[" + index++ + "]"));
    }
    return all;
  }

  /**
   * The text to complete.
   *
   * @throws Fault {@code invalid_request} when there are several texts or tokens, which only
   *     OpenAI's dialect takes
   */
  public String prompt() {
    var asked = root.path("prompt");
    var texts = strings(asked);
    if (texts.size() != 1 || hasTokens(asked, texts)) {
      throw Fault.invalid(
          "prompt",
          hasTokens(asked, texts)
              ? "tokens (expected by this model: a string)"
              : texts.size() + " prompts (expected by this model: one)");
    }
    return texts.getFirst();
  }

  /**
   * The texts to embed.
   *
   * @throws Fault {@code invalid_request} when some of the input is tokens, which only OpenAI's
   *     dialect takes
   */
  public List<String> inputs() {
    var asked = root.path("input");
    var texts = strings(asked);
    if (hasTokens(asked, texts)) {
      throw Fault.invalid(
          "input", "tokens (expected by this model: a string or a list of strings)");
    }
    return texts;
  }

  /** Whether something of a list is no text. */
  private static boolean hasTokens(JsonNode asked, List<String> texts) {
    return texts.size() != (asked.isString() ? 1 : asked.size());
  }

  /** The tools that the model may call; {@code functions} of old are tools too. */
  public List<Tool> tools() {
    var all = new ArrayList<Tool>();
    for (var tool : root.path("tools")) {
      all.add(Tool.of(tool.path("function"), tool));
    }
    for (var function : root.path("functions")) {
      all.add(Tool.of(function, function));
    }
    return all;
  }

  /** Choice of the tool that the model shall call. */
  public ToolChoice toolChoice() {
    return ToolChoice.of(
        root.has("tool_choice") ? root.path("tool_choice") : root.path("function_call"));
  }

  /** Whether several tools may be called at once; empty when the caller did not say. */
  public Optional<Boolean> parallelToolCalls() {
    return present("parallel_tool_calls").map(JsonNode::asBoolean);
  }

  /** The form that the answer must have. */
  public AnswerFormat answerFormat() {
    return AnswerFormat.of(root.path("response_format"));
  }

  /** The most tokens of the answer. */
  public OptionalInt maxTokens() {
    var newer = present("max_completion_tokens").or(() -> present("max_tokens"));
    return newer.isPresent() ? OptionalInt.of(newer.get().asInt()) : OptionalInt.empty();
  }

  /** Number of alternative answers. */
  public int n() {
    return root.path("n").asInt(1);
  }

  /** The words at which the model shall stop. */
  public List<String> stop() {
    return strings(root.path("stop"));
  }

  /** A number between 0 and 2. */
  public OptionalDouble temperature() {
    return number("temperature");
  }

  /** A share between 0 and 1. */
  public OptionalDouble topP() {
    return number("top_p");
  }

  /** A number by OpenAI's name, such as {@code presence_penalty}. */
  public OptionalDouble number(String name) {
    var value = root.path(name);
    return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
  }

  /** The seed of the sampling. */
  public OptionalLong seed() {
    var value = root.path("seed");
    return value.isNumber() ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
  }

  /** Whether the likelihood of each token is wanted, and of how many alternatives. */
  public OptionalInt logprobs() {
    return root.path("logprobs").asBoolean(false)
        ? OptionalInt.of(root.path("top_logprobs").asInt(0))
        : OptionalInt.empty();
  }

  /** A text by OpenAI's name, such as {@code reasoning_effort}. */
  public Optional<String> text(String name) {
    return present(name).filter(JsonNode::isString).map(JsonNode::asString);
  }

  /** The length that embeddings shall have. */
  public OptionalInt dimensions() {
    var value = root.path("dimensions");
    return value.isNumber() ? OptionalInt.of(value.asInt()) : OptionalInt.empty();
  }

  /** The members that this vocabulary does not know, to be handed to the upstream as they are. */
  public ObjectNode unknown() {
    var rest = Json.object();
    root.forEachEntry(
        (name, value) -> {
          if (!KNOWN.contains(name)) {
            rest.set(name, value);
          }
        });
    return rest;
  }

  private Optional<JsonNode> present(String name) {
    var value = root.path(name);
    return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  /** The texts of a list of strings, or of one string. */
  private static List<String> strings(JsonNode node) {
    var all = new ArrayList<String>();
    if (node.isString()) {
      all.add(node.asString());
    }
    for (var each : node) {
      if (each.isString()) {
        all.add(each.asString());
      }
    }
    return all;
  }
}
