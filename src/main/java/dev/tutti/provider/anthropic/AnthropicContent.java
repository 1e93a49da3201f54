package dev.tutti.provider.anthropic;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatEvent.Extension;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.provider.translate.GatheredSize;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The content of one answer of Anthropic's: blocks that begin, grow and end, perhaps side by side.
 */
final class AnthropicContent {
  private static final int MOST_BLOCKS = 1_000;

  private final Map<Integer, AnthropicBlock> open = new HashMap<>();
  private final GatheredSize size;
  private int calls;
  private boolean afterWords;

  /** Content that is counted with what else is gathered of the answer. */
  AnthropicContent(GatheredSize size) {
    this.size = size;
  }

  /** The number of tools that it calls. */
  int calls() {
    return calls;
  }

  void start(int index, JsonNode block, List<ChatEvent> out) {
    if (open.size() > MOST_BLOCKS) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR,
          "more than " + MOST_BLOCKS + " open content blocks (expected: fewer)");
    }
    boolean words = block.path("type").asString("").equals("text");
    if (words && afterWords) {
      // What is cited belongs to one block of text: no more citations say that another begins.
      out.add(new Extension(0, "citations", Json.array()));
    }
    afterWords = words;
    size.add(block);
    var begun = block(block);
    open.put(index, begun);
    begun.start(out);
  }

  private AnthropicBlock block(JsonNode block) {
    return switch (block.path("type").asString("")) {
      case "text" -> new AnthropicBlock.Words(block, size);
      case "thinking" -> new AnthropicBlock.Thought(block, size);
      case "redacted_thinking" -> new AnthropicBlock.Hidden(block);
      case "tool_use" -> new AnthropicBlock.Call(block, calls++);
      default ->
          new AnthropicBlock.Foreign(block instanceof ObjectNode json ? json : Json.object(), size);
    };
  }

  void delta(int index, JsonNode delta, List<ChatEvent> out) {
    var block = open.get(index);
    if (block != null) {
      block.delta(delta, out);
    }
  }

  void stop(int index, List<ChatEvent> out) {
    var block = open.remove(index);
    if (block != null) {
      block.stop(out);
    }
  }
}
