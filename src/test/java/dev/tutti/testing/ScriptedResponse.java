package dev.tutti.testing;

import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer of OpenAI's Responses API as an upstream gives it, whole or streamed: reasoning that is
 * encrypted, a web search, text that cites, and calls. Not thread-safe.
 */
public final class ScriptedResponse {
  private final List<ObjectNode> events = new ArrayList<>();
  private final ArrayNode output = Json.array();
  private final String model;
  private String status = "completed";
  private String incomplete = "";

  private ScriptedResponse(String model) {
    this.model = model;
    about("response.created");
    about("response.in_progress");
  }

  /** An answer with nothing in it yet. */
  public static ScriptedResponse of(String model) {
    return new ScriptedResponse(model);
  }

  /** Adds encrypted reasoning with a summary. */
  public ScriptedResponse reasoning(String id, String summary, String encrypted) {
    var item = item(id, "reasoning");
    item.putArray("summary");
    added(item);
    var about = about("response.reasoning_summary_part.added", id).put("summary_index", 0);
    about.putObject("part").put("type", "summary_text").put("text", "");
    about("response.reasoning_summary_text.delta", id)
        .put("summary_index", 0)
        .put("delta", summary);
    item.withArray("summary").addObject().put("type", "summary_text").put("text", summary);
    item.put("encrypted_content", encrypted);
    return done(item);
  }

  /** Adds a search that the provider made. */
  public ScriptedResponse search(String id) {
    var item = item(id, "web_search_call").put("status", "in_progress");
    added(item);
    about("response.web_search_call.searching", id);
    about("response.web_search_call.completed", id);
    item.put("status", "completed").putObject("action").put("type", "search").put("query", "sun");
    return done(item);
  }

  /** Adds a message in pieces that cites a page. */
  public ScriptedResponse message(String id, String... pieces) {
    var item = item(id, "message").put("status", "in_progress").put("role", "assistant");
    item.putArray("content");
    added(item);
    var text = String.join("", pieces);
    about("response.content_part.added", id)
        .put("content_index", 0)
        .set("part", part("", Json.array()));
    for (var piece : pieces) {
      about("response.output_text.delta", id)
          .put("content_index", 0)
          .put("delta", piece)
          .put("obfuscation", "x7")
          .putArray("logprobs");
    }
    var citation = Json.array();
    citation
        .addObject()
        .put("type", "url_citation")
        .put("start_index", 0)
        .put("end_index", 2)
        .put("url", "https://sun.example")
        .put("title", "Sun");
    about("response.output_text.annotation.added", id)
        .put("content_index", 0)
        .put("annotation_index", 0)
        .set("annotation", citation.path(0));
    about("response.output_text.done", id).put("content_index", 0).put("text", text);
    about("response.content_part.done", id)
        .put("content_index", 0)
        .set("part", part(text, citation));
    item.put("status", "completed").withArray("content").add(part(text, citation));
    return done(item);
  }

  private static ObjectNode part(String text, ArrayNode annotations) {
    var part = Json.object().put("type", "output_text").put("text", text);
    part.set("annotations", annotations);
    part.putArray("logprobs");
    return part;
  }

  /** Adds a message in which the model declines. */
  public ScriptedResponse refusal(String id, String text) {
    var item = item(id, "message").put("status", "in_progress").put("role", "assistant");
    item.putArray("content");
    added(item);
    about("response.refusal.delta", id).put("content_index", 0).put("delta", text);
    about("response.refusal.done", id).put("content_index", 0).put("refusal", text);
    item.put("status", "completed")
        .withArray("content")
        .addObject()
        .put("type", "refusal")
        .put("refusal", text);
    return done(item);
  }

  /** Adds a call of a function. */
  public ScriptedResponse call(String id, String callId, String name, String... arguments) {
    var item =
        item(id, "function_call")
            .put("status", "in_progress")
            .put("call_id", callId)
            .put("name", name)
            .put("arguments", "");
    added(item);
    for (var piece : arguments) {
      about("response.function_call_arguments.delta", id).put("delta", piece);
    }
    about("response.function_call_arguments.done", id).put("arguments", String.join("", arguments));
    item.put("status", "completed").put("arguments", String.join("", arguments));
    return done(item);
  }

  /** Adds a call of a tool whose input is no JSON. */
  public ScriptedResponse custom(String id, String callId, String name, String input) {
    var item =
        item(id, "custom_tool_call")
            .put("status", "in_progress")
            .put("call_id", callId)
            .put("name", name)
            .put("input", "");
    added(item);
    about("response.custom_tool_call_input.delta", id).put("delta", input);
    about("response.custom_tool_call_input.done", id).put("input", input);
    item.put("status", "completed").put("input", input);
    return done(item);
  }

  /** Lets it end early, for a reason such as {@code max_output_tokens}. */
  public ScriptedResponse incomplete(String reason) {
    status = "incomplete";
    incomplete = reason;
    return this;
  }

  private static ObjectNode item(String id, String type) {
    return Json.object().put("id", id).put("type", type);
  }

  private void added(ObjectNode item) {
    tell("response.output_item.added")
        .put("output_index", output.size())
        .set("item", item.deepCopy());
  }

  private ScriptedResponse done(ObjectNode item) {
    tell("response.output_item.done")
        .put("output_index", output.size())
        .set("item", item.deepCopy());
    output.add(item);
    return this;
  }

  private ObjectNode about(String type, String id) {
    return tell(type).put("item_id", id).put("output_index", output.size());
  }

  private ObjectNode tell(String type) {
    var event = Json.object().put("type", type).put("sequence_number", events.size());
    events.add(event);
    return event;
  }

  private void about(String type) {
    tell(type).set("response", response("in_progress"));
  }

  private ObjectNode response(String now) {
    var response =
        Json.object()
            .put("id", "resp_up")
            .put("object", "response")
            .put("created_at", 1_700_000_000)
            .put("status", now)
            .put("background", false)
            .putNull("error")
            .putNull("incomplete_details")
            .put("model", model);
    response.set("output", now.equals("in_progress") ? Json.array() : output.deepCopy());
    response.putObject("reasoning").put("effort", "medium").put("summary", "detailed");
    response.put("service_tier", "default").put("store", false);
    response.putObject("text").put("verbosity", "low").putObject("format").put("type", "text");
    response.put("of_tomorrow", true).putNull("usage").putObject("metadata");
    return response;
  }

  /** The whole answer. */
  public ObjectNode whole() {
    var response = response(status);
    if (!incomplete.isEmpty()) {
      response.putObject("incomplete_details").put("reason", incomplete);
    }
    var usage = response.putObject("usage").put("input_tokens", 30).put("output_tokens", 12);
    usage.putObject("input_tokens_details").put("cached_tokens", 8).put("of_tomorrow", 1);
    usage.putObject("output_tokens_details").put("reasoning_tokens", 5);
    usage.put("total_tokens", 42);
    return response;
  }

  /** The events of the answer, the last one that it has ended. */
  public List<ObjectNode> events() {
    var all = new ArrayList<>(events);
    var last = Json.object().put("type", "response." + status).put("sequence_number", all.size());
    last.set("response", whole());
    all.add(last);
    return all;
  }

  /** Some events as server-sent events. */
  public static String stream(List<? extends JsonNode> events) {
    var text = new StringBuilder();
    for (var event : events) {
      text.append("event: ").append(event.path("type").asString("")).append('\n');
      text.append("data: ").append(Json.text(event)).append("\n\n");
    }
    return text.toString();
  }

  /** The answer as server-sent events. */
  public String stream() {
    return stream(events());
  }

  /** Gives the whole answer. */
  public Script answers() {
    return turn -> turn.json(200, Json.text(whole()));
  }

  /** Streams the answer. */
  public Script streams() {
    return turn -> turn.stream().piece(stream()).end();
  }
}
