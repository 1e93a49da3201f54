package dev.tutti.provider.responses;

import dev.tutti.chat.AnthropicWords;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.SealedReasoning;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The output of one response in our words. Its items grow by deltas; what an item says at its end
 * and has not said before is said then, as some upstreams write no deltas. Not thread-safe.
 */
final class ResponsesContent {
  private static final int MOST_ITEMS = 10_000;

  private final Map<Integer, Progress> items = new HashMap<>();
  private int calls;

  /** Progress of one item. */
  private static final class Progress {
    private int call = -1;
    private String spoken = "";
    private String part = "";
    private boolean annotated;
    private boolean complete;
  }

  /** Whether a tool of the caller's is called. */
  boolean hasCalls() {
    return calls > 0;
  }

  /** Reads an event about an item. */
  void read(String type, JsonNode event, List<ChatEvent> out) {
    int index = event.path("output_index").asInt(0);
    switch (type) {
      case "response.output_item.added" -> begin(progress(index), event.path("item"), out);
      case "response.output_item.done" -> complete(progress(index), event.path("item"), out);
      case "response.output_text.delta" -> text(progress(index), event, out);
      case "response.refusal.delta" -> {
        progress(index).spoken = "refusal";
        say(event.path("delta"), words -> new ChatEvent.Refusal(0, words), out);
      }
      case "response.reasoning_summary_text.delta" ->
          think(progress(index), "summary", event.path("summary_index").asInt(0), event, out);
      case "response.reasoning_text.delta" ->
          think(progress(index), "content", event.path("content_index").asInt(0), event, out);
      case "response.function_call_arguments.delta" -> arguments(progress(index), event, out);
      case "response.output_text.annotation.added" -> {
        progress(index).annotated = true;
        annotation(event.path("annotation"), out);
      }
      default -> {} // built-in tools at work, and what is yet to be invented
    }
  }

  private Progress progress(int index) {
    if (items.size() >= MOST_ITEMS) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR, "more than " + MOST_ITEMS + " items (expected: fewer)");
    }
    return items.computeIfAbsent(index, _ -> new Progress());
  }

  /** Says what the items of a complete response say and nobody has heard. */
  void complete(JsonNode output, List<ChatEvent> out) {
    int index = 0;
    for (var item : output) {
      complete(progress(index++), item, out);
    }
  }

  private void begin(Progress progress, JsonNode item, List<ChatEvent> out) {
    if (item.path("type").asString("").equals("function_call") && progress.call < 0) {
      progress.call = calls++;
      var id = item.path("call_id").asString(item.path("id").asString(""));
      var name = item.path("name").asString("");
      out.add(new ChatEvent.ToolCall(0, progress.call, id, name, ""));
    }
  }

  private static void text(Progress progress, JsonNode event, List<ChatEvent> out) {
    progress.spoken = "text";
    say(event.path("delta"), words -> new ChatEvent.Text(0, words), out);
    if (!event.path("logprobs").isEmpty()) {
      out.add(new ChatEvent.Logprobs(0, event.path("logprobs").valueStream().toList()));
    }
  }

  /** A summary and the reasoning itself say the same: the one that comes first is heard. */
  private static void think(
      Progress progress, String kind, int part, JsonNode event, List<ChatEvent> out) {
    if (!progress.spoken.isEmpty() && !progress.spoken.equals(kind)) {
      return;
    }
    boolean next = !progress.spoken.isEmpty() && !progress.part.equals("" + part);
    progress.spoken = kind;
    progress.part = "" + part;
    say(
        event.path("delta"),
        words -> new ChatEvent.Reasoning(0, next ? "\n\n" + words : words),
        out);
  }

  private static void arguments(Progress progress, JsonNode event, List<ChatEvent> out) {
    if (progress.call >= 0) {
      progress.spoken = "arguments";
      say(
          event.path("delta"),
          words -> new ChatEvent.ToolCall(0, progress.call, "", "", words),
          out);
    }
  }

  private static void say(JsonNode words, Function<String, ChatEvent> event, List<ChatEvent> out) {
    if (!words.asString("").isEmpty()) {
      out.add(event.apply(words.asString()));
    }
  }

  private void complete(Progress progress, JsonNode item, List<ChatEvent> out) {
    if (progress.complete) {
      return;
    }
    progress.complete = true;
    switch (item.path("type").asString("")) {
      case "message" -> message(progress, item, out);
      case "reasoning" -> reasoning(progress, item, out);
      case "function_call" -> {
        begin(progress, item, out);
        if (progress.spoken.isEmpty()) {
          say(
              item.path("arguments"),
              words -> new ChatEvent.ToolCall(0, progress.call, "", "", words),
              out);
        }
      }
      case "custom_tool_call" -> custom(item, out);
      default -> {} // what built-in tools did; the answer's text tells of it
    }
  }

  private static void message(Progress progress, JsonNode item, List<ChatEvent> out) {
    for (var part : item.path("content")) {
      if (progress.spoken.isEmpty()) {
        say(part.path("text"), words -> new ChatEvent.Text(0, words), out);
        say(part.path("refusal"), words -> new ChatEvent.Refusal(0, words), out);
        if (!part.path("logprobs").isEmpty()) {
          out.add(new ChatEvent.Logprobs(0, part.path("logprobs").valueStream().toList()));
        }
      }
      if (!progress.annotated) {
        part.path("annotations").forEach(each -> annotation(each, out));
      }
    }
  }

  /** Chats wrap what a response says flat. */
  private static void annotation(JsonNode annotation, List<ChatEvent> out) {
    var type = annotation.path("type").asString("");
    if (!type.isEmpty() && annotation instanceof ObjectNode flat) {
      var wrapped = Json.object().put("type", type);
      wrapped.set(type, flat.deepCopy().without("type"));
      out.add(new ChatEvent.Extension(0, "annotations", Json.array().add(wrapped)));
    }
  }

  private static void reasoning(Progress progress, JsonNode item, List<ChatEvent> out) {
    if (progress.spoken.isEmpty() && !SealedReasoning.text(item).isEmpty()) {
      out.add(new ChatEvent.Reasoning(0, SealedReasoning.text(item)));
    }
    if (!item.path("encrypted_content").asString("").isEmpty()) {
      var block = Json.array().add(SealedReasoning.block(item));
      out.add(new ChatEvent.Extension(0, AnthropicWords.THINKING, block));
    }
  }

  /** A tool whose input is no JSON, as chats say it. */
  private void custom(JsonNode item, List<ChatEvent> out) {
    var id = item.path("call_id").asString("");
    var call = new ChatEvent.ToolCall(0, calls++, id, item.path("name").asString(""), "");
    out.add(call.custom(item.path("input").asString("")));
  }
}
