package dev.tutti.chat;

import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A whole answer.
 *
 * @param id the upstream's name for it, may be empty
 * @param model the model that answered, as the upstream names it
 * @param choices the alternatives, by their index; at least one
 * @param usage what it used, in all
 * @param deployment who answered, {@code provider/model}; empty for a model of our own
 * @param latency from the request to the end of the answer
 */
public record Reply(
    String id,
    String model,
    List<Choice> choices,
    Usage usage,
    String deployment,
    Duration latency) {

  /** The text of the first choice. */
  public String text() {
    return choices.getFirst().text();
  }

  /** The tool calls of the first choice. */
  public List<ToolCall> toolCalls() {
    return choices.getFirst().toolCalls();
  }

  /** The same answer, with who gave it and how long it took. */
  public Reply from(String answerer, Duration time) {
    return new Reply(id, model, choices, usage, answerer, time);
  }

  /**
   * One alternative.
   *
   * @param text what it says, may be empty
   * @param reasoning what the model thought before, as far as it shows it; may be empty
   * @param refusal the words in which the model declined, may be empty
   * @param toolCalls the calls that the model makes, may be none
   * @param finish why it ended
   * @param logprobs one entry a token where they were asked for
   * @param extensions members of the message that have no word of ours
   */
  public record Choice(
      String text,
      String reasoning,
      String refusal,
      List<ToolCall> toolCalls,
      FinishReason finish,
      List<JsonNode> logprobs,
      ObjectNode extensions) {}

  /**
   * A call that the model makes.
   *
   * @param arguments JSON text as the model wrote it
   * @param extensions members of the call that have no word of ours
   */
  public record ToolCall(String id, String name, String arguments, ObjectNode extensions) {}
}
