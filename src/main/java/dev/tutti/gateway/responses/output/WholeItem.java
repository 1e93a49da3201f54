package dev.tutti.gateway.responses.output;

import dev.tutti.chat.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An item that came in one piece, told in the steps of one that grows.
 *
 * @param index its place in the output, from 0
 */
record WholeItem(ObjectNode item, int index, Events events) {

  void tell() {
    events.tell("response.output_item.added", members(begun()));
    switch (item.path("type").asString("")) {
      case "message" -> message();
      case "function_call" -> grown("response.function_call_arguments", "arguments");
      case "custom_tool_call" -> grown("response.custom_tool_call_input", "input");
      case "reasoning" -> reasoning();
      default -> {} // what a tool of the provider's did has no pieces that matter
    }
    events.tell("response.output_item.done", members(item));
  }

  private ObjectNode members(ObjectNode of) {
    var members = Json.object().put("output_index", index);
    members.set("item", of);
    return members;
  }

  /** The item with nothing in it yet. */
  private ObjectNode begun() {
    var begun = item.deepCopy();
    if (begun.has("status")) {
      begun.put("status", "in_progress");
    }
    for (var name : new String[] {"content", "summary"}) {
      if (begun.path(name).isArray()) {
        begun.putArray(name);
      }
    }
    for (var name : new String[] {"arguments", "input"}) {
      if (begun.path(name).isString()) {
        begun.put(name, "");
      }
    }
    return begun;
  }

  private ObjectNode about() {
    return Json.object().put("item_id", item.path("id").asString("")).put("output_index", index);
  }

  private void grown(String type, String member) {
    var text = item.path(member).asString("");
    if (!text.isEmpty()) {
      events.tell(type + ".delta", about().put("delta", text));
    }
    events.tell(type + ".done", about().put(member, text));
  }

  private void message() {
    int place = 0;
    for (var part : item.path("content")) {
      part(place++, part);
    }
  }

  private void part(int place, JsonNode part) {
    boolean refusal = part.path("type").asString("").equals("refusal");
    var member = refusal ? "refusal" : "text";
    var text = part.path(member).asString("");
    if (part instanceof ObjectNode whole) {
      var empty = whole.deepCopy().put(member, "");
      empty.replace("annotations", Json.array());
      events.tell("response.content_part.added", with("content_index", place, "part", empty));
    }
    var type = refusal ? "response.refusal" : "response.output_text";
    var delta = about().put("content_index", place).put("delta", text);
    if (!refusal) {
      delta.set("logprobs", part.path("logprobs").isArray() ? part.path("logprobs") : Json.array());
    }
    events.tell(type + ".delta", delta);
    int annotation = 0;
    for (var each : part.path("annotations")) {
      events.tell(
          "response.output_text.annotation.added",
          with("content_index", place, "annotation", each).put("annotation_index", annotation++));
    }
    var done = about().put("content_index", place).put(member, text);
    if (!refusal) {
      done.set("logprobs", delta.path("logprobs"));
    }
    events.tell(type + ".done", done);
    events.tell("response.content_part.done", with("content_index", place, "part", part));
  }

  private ObjectNode with(String placeName, int place, String name, JsonNode value) {
    var members = about().put(placeName, place);
    members.set(name, value);
    return members;
  }

  private void reasoning() {
    int place = 0;
    for (var part : item.path("summary")) {
      var empty = Json.object().put("type", "summary_text").put("text", "");
      events.tell(
          "response.reasoning_summary_part.added", with("summary_index", place, "part", empty));
      thought("response.reasoning_summary_text", "summary_index", place, part);
      events.tell(
          "response.reasoning_summary_part.done", with("summary_index", place++, "part", part));
    }
    place = 0;
    for (var part : item.path("content")) {
      thought("response.reasoning_text", "content_index", place++, part);
    }
  }

  private void thought(String type, String placeName, int place, JsonNode part) {
    var text = part.path("text").asString("");
    events.tell(type + ".delta", about().put(placeName, place).put("delta", text));
    events.tell(type + ".done", about().put(placeName, place).put("text", text));
  }
}
