package dev.tutti.provider;

import dev.tutti.chat.AnthropicWords;
import dev.tutti.chat.CallInput;
import dev.tutti.chat.ChatMessage;
import dev.tutti.chat.ChatMessage.Assistant;
import dev.tutti.chat.ChatMessage.Call;
import dev.tutti.chat.ChatMessage.Instruction;
import dev.tutti.chat.ChatMessage.ToolResult;
import dev.tutti.chat.ChatMessage.User;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A conversation as Anthropic's turns: what instructs stands apart, wherever it stood, neighbours
 * of the same role are one turn, and results of tools open the user's turn that follows the calls.
 * Not thread-safe.
 */
final class AnthropicTurns {
  private static final Pattern NOT_OF_AN_ID = Pattern.compile("[^a-zA-Z0-9_-]");

  private final boolean ours;
  private final List<ObjectNode> system = new ArrayList<>();
  private final ArrayNode turns = Json.array();

  /**
   * @param ours whether the caller wrote for Anthropic, so that its blocks stay what they are
   */
  AnthropicTurns(boolean ours) {
    this.ours = ours;
  }

  /** Adds a message; {@code place} names it in faults. */
  void add(ChatMessage message, String place) {
    switch (message) {
      case Instruction said -> system.addAll(marked(parts(said.parts(), place), said.json()));
      case User said -> turn("user", marked(parts(said.parts(), place), said.json()));
      case Assistant said -> turn("assistant", marked(assistant(said, place), said.json()));
      case ToolResult result -> turn("user", List.of(result(result, place)));
    }
  }

  /** Adds an instruction of our own. */
  void instruct(String text) {
    system.add(AnthropicParts.text(text));
  }

  /** Writes {@code system} and {@code messages}. */
  void write(ObjectNode body) {
    if (turns.isEmpty()) {
      // Anthropic wants a user; a caller may have given instructions alone.
      turn("user", system);
    } else if (!system.isEmpty()) {
      writeSystem(body);
    }
    if (turns.isEmpty()) {
      throw Fault.invalid("messages", "say nothing (expected: a message that is not blank)");
    }
    trimLast();
    body.set("messages", turns);
  }

  /** One text where nothing else is said about its pieces. */
  private void writeSystem(ObjectNode body) {
    boolean plain = system.stream().allMatch(block -> block.size() == 2);
    if (plain && (!ours || system.size() == 1)) {
      var texts = system.stream().map(block -> block.path("text").asString("")).toList();
      body.put("system", String.join("\n\n", texts));
    } else {
      body.putArray("system").addAll(system);
    }
  }

  private void turn(String role, List<ObjectNode> blocks) {
    if (blocks.isEmpty()) {
      return;
    }
    boolean same = !turns.isEmpty() && last().path("role").asString("").equals(role);
    var content =
        same
            ? last().withArray("content")
            : turns.addObject().put("role", role).putArray("content");
    content.addAll(blocks);
  }

  private ObjectNode last() {
    return (ObjectNode) turns.get(turns.size() - 1);
  }

  /** An answer that the model shall go on with may not end in white space. */
  private void trimLast() {
    if (!last().path("role").asString("").equals("assistant")) {
      return;
    }
    var content = last().path("content");
    if (content.path(content.size() - 1) instanceof ObjectNode block && block.has("text")) {
      block.put("text", block.path("text").asString("").stripTrailing());
    }
  }

  private static List<ObjectNode> parts(List<ChatMessage.Part> parts, String place) {
    return AnthropicParts.blocks(parts, place + ".content");
  }

  /** What marks a message as a whole marks its last block. */
  private static List<ObjectNode> marked(List<ObjectNode> blocks, ObjectNode message) {
    var mark = message.path("cache_control");
    if (mark.isObject() && !blocks.isEmpty()) {
      blocks.getLast().set("cache_control", mark);
    }
    return blocks;
  }

  /** Signed reasoning comes first, as the model wrote it; unsigned reasoning would be refused. */
  private static List<ObjectNode> assistant(Assistant said, String place) {
    var whole = objects(said.json().path(AnthropicWords.BLOCKS));
    if (!whole.isEmpty()) {
      return whole;
    }
    var blocks = objects(said.json().path(AnthropicWords.THINKING));
    blocks.addAll(parts(said.parts(), place));
    said.calls().forEach(call -> blocks.add(call(call)));
    return blocks;
  }

  private static List<ObjectNode> objects(JsonNode list) {
    var all = new ArrayList<ObjectNode>();
    for (var each : list) {
      if (each instanceof ObjectNode object) {
        all.add(object);
      }
    }
    return all;
  }

  private static ObjectNode call(Call call) {
    var block = Json.object().put("type", "tool_use").put("id", id(call.id()));
    block.put("name", call.name()).set("input", CallInput.of(call.arguments()));
    AnthropicParts.extras(call.json(), block);
    return block;
  }

  private static ObjectNode result(ToolResult result, String place) {
    var block = Json.object().put("type", "tool_result").put("tool_use_id", id(result.callId()));
    var content = parts(result.parts(), place);
    if (!content.isEmpty()) {
      block.putArray("content").addAll(content);
    }
    AnthropicParts.extras(result.json(), block);
    return block;
  }

  /** Calls of other providers are known by names that Anthropic would refuse. */
  private static String id(String id) {
    return NOT_OF_AN_ID.matcher(id).replaceAll("_");
  }
}
