package dev.tutti.chat;

import dev.tutti.chat.ChatEvent.Extension;
import dev.tutti.chat.ChatEvent.Finish;
import dev.tutti.chat.ChatEvent.Logprobs;
import dev.tutti.chat.ChatEvent.Reasoning;
import dev.tutti.chat.ChatEvent.Refusal;
import dev.tutti.chat.ChatEvent.Spent;
import dev.tutti.chat.ChatEvent.Start;
import dev.tutti.chat.ChatEvent.Text;
import dev.tutti.chat.ChatEvent.ToolCall;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An event as JSON, for the database: {@code {"is": "text", "choice": 0, "text": "Hi"}}. */
public final class EventJson {
  private EventJson() {}

  /** The JSON of an event. */
  public static ObjectNode of(ChatEvent event) {
    return switch (event) {
      case Start(String id, String model) ->
          Json.object().put("is", "start").put("id", id).put("model", model);
      case Text(int choice, String text) -> said("text", choice).put("text", text);
      case Reasoning(int choice, String text) -> said("reasoning", choice).put("text", text);
      case Refusal(int choice, String text) -> said("refusal", choice).put("text", text);
      case ToolCall call -> call(call);
      case Logprobs(int choice, List<JsonNode> tokens) -> {
        var json = said("logprobs", choice);
        json.putArray("tokens").addAll(tokens);
        yield json;
      }
      case Extension(int choice, String name, JsonNode value) -> {
        var json = said("extension", choice).put("name", name);
        json.set("value", value);
        yield json;
      }
      case Finish(int choice, FinishReason reason) ->
          said("finish", choice).put("reason", reason.wire());
      case Spent(Usage usage) -> {
        var json = Json.object().put("is", "spent");
        json.set("usage", usage(usage));
        yield json;
      }
    };
  }

  private static ObjectNode said(String what, int choice) {
    return Json.object().put("is", what).put("choice", choice);
  }

  private static ObjectNode call(ToolCall call) {
    var json = said("tool_call", call.choice()).put("index", call.index());
    json.put("id", call.id()).put("name", call.name()).put("arguments", call.arguments());
    json.set("extensions", call.extensions());
    return json;
  }

  /**
   * The event that {@link #of} has written.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static ChatEvent read(JsonNode json) {
    int choice = json.path("choice").asInt(0);
    var text = json.path("text").asString("");
    return switch (json.path("is").asString()) {
      case "start" -> new Start(json.path("id").asString(), json.path("model").asString());
      case "text" -> new Text(choice, text);
      case "reasoning" -> new Reasoning(choice, text);
      case "refusal" -> new Refusal(choice, text);
      case "tool_call" ->
          new ToolCall(
              choice,
              json.path("index").asInt(),
              json.path("id").asString(),
              json.path("name").asString(),
              json.path("arguments").asString(),
              (ObjectNode) json.path("extensions"));
      case "logprobs" -> new Logprobs(choice, json.path("tokens").valueStream().toList());
      case "extension" -> new Extension(choice, json.path("name").asString(), json.path("value"));
      case "finish" -> new Finish(choice, FinishReason.of(json.path("reason").asString()));
      case "spent" -> new Spent(usage(json.path("usage")));
      case String other -> throw new IllegalArgumentException("not an event: " + other);
    };
  }

  /** Usage as a list. */
  public static JsonNode usage(Usage usage) {
    return Json.array()
        .add(usage.input())
        .add(usage.output())
        .add(usage.cachedInput())
        .add(usage.cacheWrite())
        .add(usage.reasoning())
        .add(usage.audioInput())
        .add(usage.audioOutput())
        .add(usage.estimated())
        .add(usage.billing().hourCacheWrite())
        .add(usage.billing().serviceTier());
  }

  /** Usage of a list that {@link #usage(Usage)} has written. */
  public static Usage usage(JsonNode all) {
    return new Usage(
        all.path(0).asLong(),
        all.path(1).asLong(),
        all.path(2).asLong(),
        all.path(3).asLong(),
        all.path(4).asLong(),
        all.path(5).asLong(),
        all.path(6).asLong(),
        all.path(7).asBoolean(),
        BillingDetails.NONE.hourCacheWrite(all.path(8).asLong(0)).tier(all.path(9).asString("")));
  }
}
