package dev.tutti.gateway.messages;

import dev.tutti.chat.AnswerCallIds;
import dev.tutti.chat.AnthropicWords;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.gateway.messages.BlockSink.Delta;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts what a model says into blocks, of which one is open at a time. Upstreams may write several
 * calls of tools side by side: the first is written as it grows, and what comes beside it waits
 * until its input is whole, or until the answer ends. Not thread-safe.
 */
final class Blocks {
  /** Letters that may wait. */
  private static final int MOST_WAITING = 8 << 20;

  private final String call;
  private final BlockSink sink;
  private final AnswerCallIds ids;
  private final Map<Integer, Block> calls = new HashMap<>();
  private final Deque<Block> waiting = new ArrayDeque<>();
  private @Nullable Block open;
  private int count;
  private long held;

  /**
   * @param call the request id, for tool calls that have no name of their own
   * @param taken whether an earlier call of the conversation has an id: some upstreams number the
   *     calls of every answer alike, and clients refuse to see an id twice
   */
  Blocks(String call, Predicate<String> taken, BlockSink sink) {
    this.call = call;
    this.ids = new AnswerCallIds(taken);
    this.sink = sink;
  }

  /** Whether a tool is called. */
  boolean hasCalls() {
    return !calls.isEmpty();
  }

  void text(String piece) {
    say(Block.Kind.TEXT, Delta.TEXT, piece);
  }

  void thinking(String piece) {
    say(Block.Kind.THINKING, Delta.THINKING, piece);
  }

  private void say(Block.Kind kind, Delta delta, String piece) {
    if (!piece.isEmpty()) {
      grow(last(kind), delta, piece);
    }
  }

  /** The latest block, if more of this kind goes on with it; otherwise a new one. */
  private Block last(Block.Kind kind) {
    var latest = waiting.isEmpty() ? open : waiting.getLast();
    return latest != null && latest.takes(kind)
        ? latest
        : begin(kind == Block.Kind.TEXT ? Block.text() : Block.thinking());
  }

  private Block begin(Block block) {
    waiting.add(block);
    settle();
    return block;
  }

  private void grow(Block block, Delta delta, String piece) {
    if (block.isClosed() && !piece.isBlank()) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR, "more input for a tool call that was whole (expected: none)");
    }
    if (block != open) {
      held += piece.length();
      if (held > MOST_WAITING) {
        throw Fault.of(
            FaultCode.UPSTREAM_ERROR,
            "tool calls side by side of more than %d letters (expected: fewer)"
                .formatted(MOST_WAITING));
      }
    }
    if (!block.isClosed()) {
      block.grow(delta, piece);
    }
  }

  void tool(ChatEvent.ToolCall said) {
    var block = calls.get(said.index());
    if (block == null) {
      block = begin(Block.tool(id(said), said.name(), said.extensions()));
      calls.put(said.index(), block);
    }
    if (!said.arguments().isEmpty()) {
      grow(block, Delta.INPUT, said.arguments());
      settle();
    }
  }

  private String id(ChatEvent.ToolCall said) {
    return ids.next(said.id(), () -> "toolu_%s_%d".formatted(call, said.index()));
  }

  /** A member of the message that has no word of ours; most are of no use here. */
  void extension(String name, JsonNode value) {
    switch (name) {
      case AnthropicWords.THINKING -> value.forEach(this::signed);
      case "provider_blocks" -> value.forEach(this::whole);
      case "citations" -> citations(value);
      default -> {}
    }
  }

  /** Reasoning that was signed, and said before unless the model does not show it. */
  private void signed(JsonNode thought) {
    if (thought.path("type").asString("").equals("redacted_thinking")) {
      whole(thought);
      return;
    }
    var latest = waiting.isEmpty() ? open : waiting.getLast();
    boolean said = latest != null && latest.takes(Block.Kind.THINKING);
    var signature = thought.path("signature").asString("");
    if (!signature.isEmpty() && (said || thought.path("thinking").asString("").isEmpty())) {
      var block = last(Block.Kind.THINKING);
      grow(block, Delta.SIGNATURE, signature);
      block.end();
    }
  }

  private void whole(JsonNode block) {
    if (block instanceof ObjectNode json && json.path("type").isString()) {
      begin(Block.whole(json));
    }
  }

  /** Citations of the latest text; none says that another block of text begins. */
  private void citations(JsonNode all) {
    var latest = waiting.isEmpty() ? open : waiting.getLast();
    if (all.isEmpty() && latest != null && latest.takes(Block.Kind.TEXT)) {
      latest.end();
    }
    all.forEach(this::citation);
  }

  private void citation(JsonNode citation) {
    if (citation.path("type").isString()) { // others than Anthropic cite in forms of their own
      last(Block.Kind.TEXT).grow(Delta.CITATION, citation);
    }
  }

  /** Opens what waits as far as it may. */
  private void settle() {
    while (!waiting.isEmpty() && (open == null || open.mayClose())) {
      next();
    }
  }

  private void next() {
    if (open != null) {
      open.close();
    }
    open = waiting.removeFirst();
    open.open(count++, sink);
  }

  /** The answer has ended. */
  void end() {
    while (!waiting.isEmpty()) {
      next();
    }
    if (open != null) {
      open.close();
      open = null;
    }
  }
}
