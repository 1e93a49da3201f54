package dev.tutti.gateway.messages;

import dev.tutti.chat.AnthropicWords;
import dev.tutti.chat.Json;
import dev.tutti.chat.ReasoningHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A conversation in Anthropic's turns as messages in OpenAI's dialect: instructions come first,
 * each result of a tool is a message of its own, before what else its turn says. Not thread-safe.
 */
final class MessagesTurns {
  private static final Set<String> ROLES = Set.of("user", "assistant", "system");
  private static final Set<String> SYSTEM = Set.of("text");

  private final ArrayNode messages = Json.array();
  private final SourceMap sourceMap;

  MessagesTurns(SourceMap sourceMap) {
    this.sourceMap = sourceMap;
  }

  /** The messages. */
  ArrayNode json() {
    ReasoningHistory.trim(messages);
    return messages;
  }

  /** Adds what instructs. */
  void system(InputValue system) {
    if (!isEmpty(system)) {
      instruct(system, system.place());
    }
  }

  private static boolean isEmpty(InputValue content) {
    return content.isText() ? content.text().isEmpty() : content.list().isEmpty();
  }

  private ObjectNode instruct(InputValue content, String place) {
    if (content.isText()) {
      return message("system", place, content.json(), List.of(), List.of());
    }
    content.list().forEach(block -> block.member("type").oneOf(SYSTEM));
    var parts = new ContentParts().addAll(content);
    return message("system", place, parts.json(), parts.places(), List.of());
  }

  /** Adds an instruction within the conversation, which may say how to answer from then on. */
  private void instructMidway(InputValue turn, InputValue content) {
    var output = turn.optional(AnthropicWords.OUTPUT);
    if (!isEmpty(content) || output.isPresent()) {
      var message = instruct(content, turn.place());
      output.ifPresent(value -> message.set(AnthropicWords.OUTPUT, value.object()));
    }
  }

  /** Adds a turn. */
  void add(InputValue turn) {
    turn.object();
    var role = turn.member("role").oneOf(ROLES);
    var content = turn.member("content");
    if (content.isText() && !role.equals("system")) {
      message(role, turn.place(), content.json(), List.of(), List.of());
      return;
    }
    if (!content.isText() && !content.json().isArray()) {
      throw content.wrong("a string or a list of content blocks");
    }
    switch (role) {
      case "assistant" -> new AssistantTurn(turn, content).write(messages, sourceMap);
      case "system" -> instructMidway(turn, content);
      default -> user(turn, content);
    }
  }

  private void user(InputValue turn, InputValue content) {
    var said = new ContentParts();
    var blocks = content.list();
    for (var block : blocks) {
      if (ContentParts.type(block).equals("tool_result")) {
        result(block);
      } else {
        said.add(block);
      }
    }
    if (!said.isEmpty() || blocks.isEmpty()) {
      message("user", turn.place(), said.json(), said.places(), List.of());
    }
  }

  private void result(InputValue block) {
    var callId = block.member("tool_use_id").name();
    var content = block.optional("content");
    ObjectNode message;
    if (content.isEmpty() || content.get().isText()) {
      var text = content.map(InputValue::json).orElse(StringNode.valueOf(""));
      message = message("tool", block.place(), text, List.of(), List.of());
    } else {
      var parts = new ContentParts().addAll(content.get());
      message = message("tool", block.place(), parts.json(), parts.places(), List.of());
    }
    message.put("tool_call_id", callId);
    block.optional("is_error").ifPresent(flag -> message.put("is_error", flag.bool()));
    block.optional("cache_control").ifPresent(mark -> message.set("cache_control", mark.json()));
  }

  private ObjectNode message(
      String role, String place, JsonNode content, List<String> parts, List<String> calls) {
    var message = messages.addObject().put("role", role);
    message.set("content", content);
    sourceMap.add(place, parts, calls);
    return message;
  }

  /** Turn of the model: its blocks by their kinds, and all of them where that says too little. */
  private static final class AssistantTurn {
    private final InputValue turn;
    private final ContentParts parts = new ContentParts();
    private final ArrayNode signed = Json.array();
    private final ArrayNode calls = Json.array();
    private final ArrayNode whole = Json.array();
    private final List<String> callPlaces = new ArrayList<>();
    private final StringBuilder reasoning = new StringBuilder();
    private boolean ordered = true;

    AssistantTurn(InputValue turn, InputValue content) {
      this.turn = turn;
      content.list().forEach(this::add);
    }

    private void add(InputValue block) {
      var type = ContentParts.type(block);
      switch (type) {
        case "thinking", "redacted_thinking" -> {
          ordered &= parts.isEmpty() && calls.isEmpty();
          thought(block, type);
        }
        case "tool_use" -> call(block);
        case "text" -> {
          ordered &= calls.isEmpty();
          parts.add(block);
          whole.add(block.json());
        }
        case "compaction" -> {
          ordered = false;
          whole.add(block.json());
          summary(block);
        }
        default -> {
          ordered = false;
          whole.add(block.json());
        }
      }
    }

    /** The summary of what was said before is words to models that know no summaries. */
    private void summary(InputValue block) {
      block.optional("content").ifPresent(text -> parts.text(text.text(), block.place()));
    }

    /** Reasoning that nobody signed is of no use to Anthropic; others read the words. */
    private void thought(InputValue block, String type) {
      boolean hidden = type.equals("redacted_thinking");
      var text = hidden ? block.member("data").text() : block.member("thinking").text();
      if (hidden
          || block.optional("signature").filter(said -> !said.text().isEmpty()).isPresent()) {
        signed.add(block.json());
        whole.add(block.json());
      }
      if (!hidden) {
        reasoning.append(text);
      }
    }

    private void call(InputValue block) {
      var call = calls.addObject().put("id", block.member("id").name()).put("type", "function");
      call.putObject("function")
          .put("name", block.member("name").name())
          .put("arguments", Json.text(block.member("input").object()));
      block
          .object()
          .forEachEntry(
              (name, value) -> {
                if (!Set.of("type", "id", "name", "input").contains(name)) {
                  call.set(name, value);
                }
              });
      whole.add(block.json());
      callPlaces.add(block.place());
    }

    void write(ArrayNode messages, SourceMap sourceMap) {
      var message = messages.addObject().put("role", "assistant");
      message.set("content", parts.isEmpty() ? NullNode.getInstance() : parts.json());
      if (!calls.isEmpty()) {
        message.set("tool_calls", calls);
      }
      if (!reasoning.isEmpty()) {
        message.put(ReasoningHistory.MEMBER, reasoning.toString());
      }
      if (!signed.isEmpty()) {
        message.set(AnthropicWords.THINKING, signed);
      }
      if (!ordered) {
        message.set(AnthropicWords.BLOCKS, whole);
      }
      sourceMap.add(turn.place(), parts.places(), callPlaces);
    }
  }
}
