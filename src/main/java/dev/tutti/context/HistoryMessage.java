package dev.tutti.context;

import dev.tutti.token.PromptEstimate;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Message of a history.
 *
 * @param id its name in the history
 * @param message in the words of OpenAI's chat completions; it is sent as it is
 * @param tokens as they were counted when it was written, so that later views choose the same
 * @param pinned whether it is in every view
 * @param dependence of a user's message on what was said before it
 */
public record HistoryMessage(
    String id, ObjectNode message, long tokens, boolean pinned, Dependence dependence) {

  /** A message that is not pinned, with an estimate of its tokens that knows no model. */
  public static HistoryMessage of(String id, ObjectNode message) {
    return new HistoryMessage(
        id, message, PromptEstimate.ofMessage(message), false, Dependence.DEPENDENT);
  }

  /** The same with another count of its tokens. */
  public HistoryMessage tokens(long number) {
    return new HistoryMessage(id, message, number, pinned, dependence);
  }

  /** The same, pinned. */
  public HistoryMessage pin() {
    return new HistoryMessage(id, message, tokens, true, dependence);
  }

  /** The same with another dependence. */
  public HistoryMessage dependence(Dependence degree) {
    return new HistoryMessage(id, message, tokens, pinned, degree);
  }

  /** Whether it is never left out. */
  boolean stays() {
    return pinned || role().equals("system") || role().equals("developer");
  }

  boolean isUser() {
    return role().equals("user");
  }

  boolean isToolResult() {
    return role().equals("tool") || role().equals("function");
  }

  boolean callsTools() {
    return !message.path("tool_calls").isEmpty() || message.has("function_call");
  }

  private String role() {
    return message.path("role").asString("");
  }

  /** The words of its content, without pictures and the like. */
  public String text() {
    var content = message.path("content");
    return content.isString()
        ? content.asString()
        : content
            .valueStream()
            .map(part -> part.path("text").asString(""))
            .collect(Collectors.joining("\n"));
  }
}
