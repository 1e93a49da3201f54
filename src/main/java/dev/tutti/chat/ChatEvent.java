package dev.tutti.chat;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Event of an answer: what a model said, in our own words. Events of one answer come in order; a
 * fault is not an event but how a stream ends ({@link Outcome}).
 *
 * <p>{@code choice} counts the alternative answers of a request with {@code n > 1}, from 0.
 */
public sealed interface ChatEvent {

  /** The answer begins; {@code id} and {@code model} as the upstream names them, may be empty. */
  record Start(String id, String model) implements ChatEvent {}

  /** A fragment of the answer's text. */
  record Text(int choice, String text) implements ChatEvent {}

  /** A fragment of the model's reasoning. */
  record Reasoning(int choice, String text) implements ChatEvent {}

  /** A fragment of the words in which the model declines. */
  record Refusal(int choice, String text) implements ChatEvent {}

  /**
   * A fragment of a tool call.
   *
   * @param index which call of the choice, from 0, without gaps
   * @param id and {@code name} on the call's first fragment, empty on later ones
   * @param arguments a fragment of JSON text
   * @param extensions members of the call that have no word of ours, such as the signature of the
   *     reasoning behind it; not to be changed
   */
  record ToolCall(
      int choice, int index, String id, String name, String arguments, ObjectNode extensions)
      implements ChatEvent {
    private static final ObjectNode NONE = Json.object();

    /** A fragment with nothing that we have no word for. */
    public ToolCall(int choice, int index, String id, String name, String arguments) {
      this(choice, index, id, name, arguments, NONE);
    }

    /** The whole call of a tool whose input is no JSON, as OpenAI's custom tools are called. */
    public ToolCall custom(String input) {
      var custom = Json.object();
      custom.setAll(extensions);
      custom.put("type", "custom").putObject("custom").put("name", name).put("input", input);
      return new ToolCall(choice, index, id, name, "", custom);
    }
  }

  /** Probabilities of the latest fragments' tokens, in the form of OpenAI's {@code content}. */
  record Logprobs(int choice, List<JsonNode> tokens) implements ChatEvent {}

  /**
   * A member of the message that has no word of ours, such as a provider's citations or the
   * signature of its reasoning. A later value for the same name replaces an earlier one, except
   * that arrays are joined.
   */
  record Extension(int choice, String name, JsonNode value) implements ChatEvent {}

  /** The choice has ended. */
  record Finish(int choice, FinishReason reason) implements ChatEvent {}

  /** Usage so far; where several come, the larger of each count is meant. */
  record Spent(Usage usage) implements ChatEvent {}
}
