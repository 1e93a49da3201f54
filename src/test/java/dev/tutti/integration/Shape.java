package dev.tutti.integration;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How each kind of provider says a text, as an answer or as what it calls a tool with. */
enum Shape {
  NATIVE("native/m"),
  TOOL_ONLY("tool/m"),
  PROMPT_ONLY("prompt/m"),
  ANTHROPIC("claude/claude-sonnet-4-6"),
  GEMINI("gemini/gemini-2.5-flash"),
  OLLAMA("ollama/m");

  /** Providers of all shapes at one upstream. */
  static final String PROVIDERS =
      """
      server: {commit_after: 10m}
      retry_budget: {ratio: 10, per_second: 1000}
      providers:
        native: {base_url: "{upstream}"}
        tool: {preset: deepseek, base_url: "{upstream}", api_key: x}
        prompt: {preset: moonshot, base_url: "{upstream}", api_key: x}
        claude: {preset: anthropic, base_url: "{upstream}", api_key: x}
        gemini: {preset: gemini, base_url: "{upstream}beta", api_key: x}
        ollama: {preset: ollama, base_url: "{upstream}/ollama"}
      """;

  private static final int PIECE = 9;

  private final String model;

  Shape(String model) {
    this.model = model;
  }

  /** A model of such a provider. */
  String model() {
    return model;
  }

  /** Says a text in the way that a request asks for. */
  static void say(Turn turn, String text) throws IOException {
    var target = turn.heard().target();
    var asked = Json.tree(turn.heard().body());
    if (target.endsWith("/messages")) {
      anthropic(turn, asked, text);
    } else if (target.contains("GenerateContent") || target.contains("generateContent")) {
      gemini(turn, target, text);
    } else if (target.endsWith("/api/chat")) {
      ollama(turn, asked, text);
    } else {
      openAi(turn, asked, text);
    }
  }

  private static List<String> pieces(String text) {
    var all = new ArrayList<String>();
    for (int at = 0; at < text.length(); ) {
      int end =
          text.offsetByCodePoints(at, Math.min(PIECE, text.codePointCount(at, text.length())));
      all.add(text.substring(at, end));
      at = end;
    }
    return all;
  }

  private static void openAi(Turn turn, JsonNode asked, String text) throws IOException {
    boolean tool = asked.path("tool_choice").isObject();
    if (!asked.path("stream").asBoolean(false)) {
      var answer = (ObjectNode) Json.tree(Chat.whole(text));
      if (tool) {
        var choice = (ObjectNode) answer.path("choices").path(0);
        choice.put("finish_reason", "tool_calls");
        var message = (ObjectNode) choice.path("message");
        message.putNull("content");
        message.putArray("tool_calls").add(call(text).put("id", "call_1").put("type", "function"));
      }
      turn.json(200, Json.text(answer));
      return;
    }
    turn.stream().event(Chat.role());
    boolean first = true;
    for (var piece : pieces(text)) {
      turn.event(tool ? toolChunk(piece, first) : Chat.text(piece));
      first = false;
    }
    var finish =
        tool && !first ? Chat.finish().replace("\"stop\"", "\"tool_calls\"") : Chat.finish();
    turn.event(finish).event(Chat.usage()).done();
  }

  private static ObjectNode call(String arguments) {
    var call = Json.object();
    call.putObject("function").put("name", "answer_in_json").put("arguments", arguments);
    return call;
  }

  private static String toolChunk(String piece, boolean first) {
    var chunk = (ObjectNode) Json.tree(Chat.text(""));
    var delta = Json.object();
    var call = first ? call(piece).put("id", "call_1").put("type", "function") : Json.object();
    if (!first) {
      call.putObject("function").put("arguments", piece);
    }
    delta.putArray("tool_calls").add(call.put("index", 0));
    ((ObjectNode) chunk.path("choices").path(0)).set("delta", delta);
    return Json.text(chunk);
  }

  private static void anthropic(Turn turn, JsonNode asked, String text) throws IOException {
    boolean tool = asked.has("tool_choice") && readable(text);
    var block = Json.object().put("type", tool ? "tool_use" : "text");
    if (tool) {
      block.put("id", "t1").put("name", "answer_in_json").set("input", Json.tree(text));
    } else {
      block.put("text", text);
    }
    var stop = tool ? "tool_use" : "end_turn";
    if (!asked.path("stream").asBoolean(false)) {
      var answer = Json.object().put("id", "m1").put("type", "message").put("role", "assistant");
      answer.put("model", "c").put("stop_reason", stop).putArray("content").add(block);
      answer.putObject("usage").put("input_tokens", 9).put("output_tokens", 2);
      turn.json(200, Json.text(answer));
      return;
    }
    turn.stream()
        .event(
            "{\"type\":\"message_start\",\"message\":{\"id\":\"m1\",\"model\":\"c\",\"usage\":{\"input_tokens\":9}}}");
    block.put("text", "");
    block.putObject("input");
    turn.event("{\"type\":\"content_block_start\",\"index\":0,\"content_block\":" + block + "}");
    for (var piece : pieces(text)) {
      var kind = tool ? "\"input_json_delta\",\"partial_json\"" : "\"text_delta\",\"text\"";
      turn.event(
          "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":%s:%s}}"
              .formatted(kind, Json.text(piece)));
    }
    turn.event("{\"type\":\"content_block_stop\",\"index\":0}")
        .event(
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"%s\"},\"usage\":{\"output_tokens\":2}}"
                .formatted(stop))
        .event("{\"type\":\"message_stop\"}")
        .end();
  }

  /** A tool's input comes parsed, so that only JSON can be one. */
  private static boolean readable(String text) {
    try {
      return Json.tree(text).isObject();
    } catch (Fault _) {
      return false;
    }
  }

  private static void gemini(Turn turn, String target, String text) throws IOException {
    if (!target.contains("stream")) {
      turn.json(200, candidate(text, true));
      return;
    }
    turn.stream();
    for (var piece : pieces(text)) {
      turn.event(candidate(piece, false));
    }
    turn.event(candidate("", true)).end();
  }

  private static String candidate(String text, boolean last) {
    return "{\"candidates\":[{\"index\":0,\"content\":{\"role\":\"model\",\"parts\":[{\"text\":%s}]}%s}],\"usageMetadata\":{\"promptTokenCount\":9,\"candidatesTokenCount\":2}}"
        .formatted(Json.text(text), last ? ",\"finishReason\":\"STOP\"" : "");
  }

  private static void ollama(Turn turn, JsonNode asked, String text) throws IOException {
    if (!asked.path("stream").asBoolean(true)) {
      turn.json(200, line(text, true));
      return;
    }
    turn.head(200, "content-type: application/x-ndjson", "transfer-encoding: chunked");
    for (var piece : pieces(text)) {
      turn.piece(line(piece, false) + "\n");
    }
    turn.piece(line("", true) + "\n").end();
  }

  private static String line(String text, boolean last) {
    return "{\"model\":\"m\",\"created_at\":\"2026-01-01T00:00:00Z\",\"message\":{\"role\":\"assistant\",\"content\":%s},\"done\":%s}"
        .formatted(
            Json.text(text),
            last
                ? "true,\"done_reason\":\"stop\",\"prompt_eval_count\":9,\"eval_count\":2"
                : "false");
  }
}
