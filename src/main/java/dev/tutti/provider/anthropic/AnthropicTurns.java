package dev.tutti.provider.anthropic;

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
import dev.tutti.chat.SealedReasoning;
import dev.tutti.chat.UniqueCallIds;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A conversation as Anthropic's turns: what instructs stands apart, unless the model takes
 * instructions in their place, neighbours of the same role are one turn, and results of tools open
 * the user's turn that follows the calls. Not thread-safe.
 *
 * @see <a
 *     href="https://platform.claude.com/docs/en/build-with-claude/mid-conversation-system-messages">Mid-conversation
 *     system messages</a>
 */
final class AnthropicTurns {
  private static final Pattern NOT_OF_AN_ID = Pattern.compile("[^a-zA-Z0-9_-]");

  private final boolean ours;
  private final boolean midway;
  private final UniqueCallIds ids = new UniqueCallIds(AnthropicTurns::id);
  private final List<ObjectNode> system = new ArrayList<>();
  private final ArrayNode turns = Json.array();

  /**
   * @param ours whether the caller wrote for Anthropic, so that its blocks stay what they are
   * @param midway whether the model takes instructions within the conversation
   */
  AnthropicTurns(boolean ours, boolean midway) {
    this.ours = ours;
    this.midway = midway;
  }

  /** Adds a message; {@code place} names it in faults. */
  void add(ChatMessage message, String place) {
    switch (message) {
      case Instruction said -> instruction(said, place);
      case User said -> turn("user", marked(parts(said.parts(), place), said.json()));
      case Assistant said -> turn("assistant", marked(assistant(said, place), said.json()));
      case ToolResult result -> turn("user", List.of(result(result, place)));
    }
  }

  private void instruction(Instruction said, String place) {
    var blocks = marked(parts(said.parts(), place), said.json());
    if (!staysInPlace()) {
      system.addAll(blocks);
      return;
    }
    var output = said.json().path(AnthropicWords.OUTPUT);
    if (output.isObject()) {
      var turn = turns.addObject().put("role", "system");
      turn.putArray("content").addAll(blocks);
      turn.set(AnthropicWords.OUTPUT, output);
    } else {
      turn("system", blocks);
    }
  }

  /**
   * Whether an instruction stays where it stands. Moved to the top it would change the beginning of
   * the prompt, which the provider's cache goes by. Callers of OpenAI's dialect may write one
   * anywhere; Anthropic wants it after what the user said.
   */
  private boolean staysInPlace() {
    if (!midway || turns.isEmpty()) {
      return false;
    }
    return ours || !last().path("role").asString("").equals("assistant");
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
    boolean same =
        !turns.isEmpty()
            && last().path("role").asString("").equals(role)
            && !(role.equals("system") && (ours || last().has(AnthropicWords.OUTPUT)));
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

  /** A mark of a message as a whole marks its last block. */
  private static List<ObjectNode> marked(List<ObjectNode> blocks, ObjectNode message) {
    var mark = message.path("cache_control");
    if (mark.isObject() && !blocks.isEmpty()) {
      blocks.getLast().set("cache_control", mark);
    }
    return blocks;
  }

  /** Signed reasoning comes first, as the model wrote it; unsigned reasoning would be refused. */
  private List<ObjectNode> assistant(Assistant said, String place) {
    ids.turn();
    var calls = said.calls().stream().map(call -> ids.call(call.id())).toList();
    var whole = objects(said.json().path(AnthropicWords.BLOCKS));
    if (!whole.isEmpty()) {
      name(whole, calls);
      return whole;
    }
    var blocks = summaries(said.json());
    blocks.addAll(objects(said.json().path(AnthropicWords.THINKING)));
    blocks.addAll(parts(said.parts(), place));
    for (int i = 0; i < calls.size(); i++) {
      blocks.add(call(said.calls().get(i), calls.get(i)));
    }
    return blocks;
  }

  /** Summaries of what was said before, which callers of OpenAI's dialect hand back beside it. */
  private static List<ObjectNode> summaries(ObjectNode message) {
    var blocks = objects(message.path("provider_blocks"));
    blocks.removeIf(block -> !block.path("type").asString("").equals("compaction"));
    return blocks;
  }

  /** Gives the calls among a turn's blocks their ids. */
  private static void name(List<ObjectNode> blocks, List<String> calls) {
    int index = 0;
    for (var block : blocks) {
      if (block.path("type").asString("").equals("tool_use") && index < calls.size()) {
        block.put("id", calls.get(index++));
      }
    }
  }

  /** Parts that only OpenAI could read are left out. */
  private static List<ObjectNode> objects(JsonNode list) {
    var all = new ArrayList<ObjectNode>();
    for (var each : list) {
      if (each instanceof ObjectNode object && !SealedReasoning.holds(object)) {
        all.add(object);
      }
    }
    return all;
  }

  private static ObjectNode call(Call call, String id) {
    var block = Json.object().put("type", "tool_use").put("id", id);
    block.put("name", call.name()).set("input", CallInput.of(call.arguments()));
    AnthropicParts.extras(call.json(), block);
    return block;
  }

  private ObjectNode result(ToolResult result, String place) {
    var id = ids.result(result.callId());
    var block = Json.object().put("type", "tool_result").put("tool_use_id", id);
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
