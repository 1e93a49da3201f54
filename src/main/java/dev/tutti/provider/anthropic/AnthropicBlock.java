package dev.tutti.provider.anthropic;

import dev.tutti.chat.AnthropicWords;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatEvent.Extension;
import dev.tutti.chat.ChatEvent.Reasoning;
import dev.tutti.chat.ChatEvent.Text;
import dev.tutti.chat.ChatEvent.ToolCall;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.provider.translate.GatheredSize;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * One content block being read. A block of a whole answer begins with all that it has; one of a
 * stream begins empty and grows. Not thread-safe.
 */
sealed interface AnthropicBlock {

  void start(List<ChatEvent> out);

  void delta(JsonNode delta, List<ChatEvent> out);

  void stop(List<ChatEvent> out);

  /** Text, with what it cites. */
  record Words(JsonNode block, GatheredSize size) implements AnthropicBlock {
    @Override
    public void start(List<ChatEvent> out) {
      text(block.path("text"), out);
      if (block.path("citations") instanceof ArrayNode citations && !citations.isEmpty()) {
        out.add(new Extension(0, "citations", citations));
      }
    }

    @Override
    public void delta(JsonNode delta, List<ChatEvent> out) {
      text(delta.path("text"), out);
      if (delta.path("citation").isObject()) {
        size.add(delta.path("citation"));
        var one = Json.array().add(delta.path("citation"));
        out.add(new Extension(0, "citations", one));
      }
    }

    @Override
    public void stop(List<ChatEvent> out) {}
  }

  /** Reasoning, signed at its end. */
  final class Thought implements AnthropicBlock {
    private final JsonNode block;
    private final GatheredText text;
    private final GatheredText signature;

    Thought(JsonNode block, GatheredSize size) {
      this.block = block;
      this.text = new GatheredText(size);
      this.signature = new GatheredText(size);
    }

    @Override
    public void start(List<ChatEvent> out) {
      delta(block, out);
    }

    @Override
    public void delta(JsonNode delta, List<ChatEvent> out) {
      var more = delta.path("thinking").asString("");
      text.add(more);
      signature.add(delta.path("signature").asString(""));
      if (!more.isEmpty()) {
        out.add(new Reasoning(0, more));
      }
    }

    @Override
    public void stop(List<ChatEvent> out) {
      if (!signature.isEmpty()) {
        var whole = block instanceof ObjectNode json ? json : Json.object();
        whole.put("type", "thinking").put("thinking", text.toString());
        signed(whole.put("signature", signature.toString()), out);
      }
    }
  }

  /** Reasoning that only Anthropic can read. */
  record Hidden(JsonNode block) implements AnthropicBlock {
    @Override
    public void start(List<ChatEvent> out) {
      signed(block, out);
    }

    @Override
    public void delta(JsonNode delta, List<ChatEvent> out) {}

    @Override
    public void stop(List<ChatEvent> out) {}
  }

  /** A call of a tool. */
  final class Call implements AnthropicBlock {
    private final JsonNode block;
    private final int index;
    private boolean written;

    Call(JsonNode block, int index) {
      this.block = block;
      this.index = index;
    }

    @Override
    public void start(List<ChatEvent> out) {
      var id = block.path("id").asString("");
      out.add(new ToolCall(0, index, id, block.path("name").asString(""), "", extensions()));
    }

    /** The maker of the call, where it was not the model itself. */
    private ObjectNode extensions() {
      var caller = block.path("caller");
      var direct = caller.path("type").asString("direct").equals("direct");
      var members = Json.object();
      if (!direct) {
        members.set("caller", caller);
      }
      return members;
    }

    @Override
    public void delta(JsonNode delta, List<ChatEvent> out) {
      write(delta.path("partial_json").asString(""), out);
    }

    @Override
    public void stop(List<ChatEvent> out) {
      if (!written) {
        write(input(block), out);
      }
    }

    private void write(String arguments, List<ChatEvent> out) {
      if (!arguments.isEmpty()) {
        written = true;
        out.add(new ToolCall(0, index, "", "", arguments));
      }
    }
  }

  /**
   * A block that OpenAI's dialect has no word for, such as what Anthropic's own tools did. Whatever
   * it grows by belongs to it: fragments of JSON are its input, other members are its own, where
   * texts and lists are joined.
   */
  final class Foreign implements AnthropicBlock {
    private final ObjectNode block;
    private final GatheredSize size;
    private final GatheredText input;
    private final Map<String, GatheredText> texts = new LinkedHashMap<>();

    Foreign(ObjectNode block, GatheredSize size) {
      this.block = block;
      this.size = size;
      this.input = new GatheredText(size);
    }

    @Override
    public void start(List<ChatEvent> out) {}

    @Override
    public void delta(JsonNode delta, List<ChatEvent> out) {
      delta.forEachEntry(
          (name, value) -> {
            if (name.equals("partial_json")) {
              input.add(value.asString(""));
            } else if (!name.equals("type") && !value.isNull()) {
              grow(name, value);
            }
          });
    }

    private void grow(String name, JsonNode more) {
      if (more.isString()) {
        texts.computeIfAbsent(name, this::begun).add(more.asString());
      } else if (more.isArray() && block.path(name) instanceof ArrayNode list) {
        size.add(more);
        more.forEach(list::add);
      } else {
        size.set(block, name, more);
      }
    }

    private GatheredText begun(String name) {
      size.member(name);
      var text = new GatheredText(size);
      text.add(block.path(name).asString(""));
      return text;
    }

    @Override
    public void stop(List<ChatEvent> out) {
      if (!input.isEmpty()) {
        block.set("input", input.json());
      }
      texts.forEach((name, text) -> block.put(name, text.toString()));
      out.add(new Extension(0, "provider_blocks", Json.array().add(block)));
    }
  }

  /** A block to be handed back with the next request. */
  private static void signed(JsonNode block, List<ChatEvent> out) {
    out.add(new Extension(0, AnthropicWords.THINKING, Json.array().add(block)));
  }

  private static void text(JsonNode words, List<ChatEvent> out) {
    if (!words.asString("").isEmpty()) {
      out.add(new Text(0, words.asString()));
    }
  }

  private static String input(JsonNode block) {
    return block.path("input").isObject() ? Json.text(block.path("input")) : "{}";
  }

  /** A text that comes in pieces. */
  final class GatheredText {
    private final StringBuilder text = new StringBuilder();
    private final GatheredSize size;

    GatheredText(GatheredSize size) {
      this.size = size;
    }

    void add(String piece) {
      size.add(piece);
      text.append(piece);
    }

    boolean isEmpty() {
      return text.isEmpty();
    }

    /** The value that it writes; the text itself where the model was stopped in the middle. */
    JsonNode json() {
      try {
        return Json.tree(text.toString());
      } catch (Fault _) {
        return StringNode.valueOf(text.toString());
      }
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
