package dev.tutti.gateway.messages;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writer of an answer's blocks, one after the other. Used on the call's loop. */
interface BlockSink {

  /** Addition to a block: Anthropic's type of the event, and its member. */
  enum Delta {
    TEXT("text_delta", "text"),
    CITATION("citations_delta", "citation"),
    THINKING("thinking_delta", "thinking"),
    SIGNATURE("signature_delta", "signature"),
    INPUT("input_json_delta", "partial_json");

    private final String type;
    private final String member;

    Delta(String type, String member) {
      this.type = type;
      this.member = member;
    }

    String type() {
      return type;
    }

    String member() {
      return member;
    }
  }

  /** A block begins; {@code index} counts from 0. */
  void open(int index, ObjectNode block);

  /** The open block grows. */
  void grow(int index, Delta delta, JsonNode value);

  /** The open block ends. */
  void close(int index);
}
