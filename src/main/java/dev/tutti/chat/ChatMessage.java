package dev.tutti.chat;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * One message of a conversation. {@code json} is the message as the caller wrote it, for members
 * that only one provider knows, such as {@code cache_control} or signed reasoning.
 */
public sealed interface ChatMessage {

  /** Instruction of the operator or developer to the model; {@code developer} messages too. */
  record Instruction(List<Part> parts, ObjectNode json) implements ChatMessage {
    /** The text of all parts. */
    public String text() {
      return Part.text(parts);
    }
  }

  /** Message of the user: text, pictures and the like. */
  record User(List<Part> parts, ObjectNode json) implements ChatMessage {}

  /** Message of the model: {@code parts} may be empty when it only called tools. */
  record Assistant(List<Part> parts, String reasoning, List<Call> calls, ObjectNode json)
      implements ChatMessage {}

  /**
   * Answer of a tool to the call {@code callId}.
   *
   * @param name the tool's, from the call itself where the message does not say; empty when no
   *     earlier message makes that call
   */
  record ToolResult(String callId, String name, List<Part> parts, ObjectNode json)
      implements ChatMessage {}

  /**
   * A call that the model made.
   *
   * @param arguments JSON text, as the model wrote it
   * @param json the call as the caller wrote it, for members that only one provider knows
   */
  record Call(String id, String name, String arguments, ObjectNode json) {}

  /** A piece of a message. */
  sealed interface Part {

    /** Words. */
    record Text(String text, ObjectNode json) implements Part {}

    /** A picture at an address. */
    record ImageLink(String url, ObjectNode json) implements Part {}

    /** A picture itself, base64, such as {@code image/png}. */
    record ImageData(String mediaType, String base64, ObjectNode json) implements Part {}

    /** Sound, base64; the format as OpenAI names it, such as {@code wav}. */
    record Audio(String format, String base64, ObjectNode json) implements Part {}

    /** A document itself, base64. */
    record Document(String name, String mediaType, String base64, ObjectNode json)
        implements Part {}

    /** A kind of part that this vocabulary does not know. */
    record Other(String type, ObjectNode json) implements Part {}

    /** The words among some parts, joined. */
    static String text(List<Part> parts) {
      return parts.stream()
          .map(part -> part instanceof Text(String words, ObjectNode _) ? words : "")
          .collect(Collectors.joining());
    }
  }
}
