package dev.tutti.provider.responses;

import dev.tutti.chat.AnthropicWords;
import dev.tutti.chat.ChatMessage;
import dev.tutti.chat.ChatMessage.Part;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.ResponsesForm;
import dev.tutti.chat.SealedReasoning;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The messages of a chat as the items of OpenAI's Responses API. Not thread-safe. */
final class ResponsesItems {
  private final ChatRequest request;
  private final ArrayNode items = Json.array();
  private final Set<String> customCalls = new HashSet<>();

  ResponsesItems(ChatRequest request) {
    this.request = request;
  }

  /** Writes {@code input}. */
  void write(ObjectNode body) {
    request.prompt().messages().forEach(this::add);
    body.set(ResponsesForm.INPUT, items);
  }

  private void add(ChatMessage message) {
    switch (message) {
      case ChatMessage.Instruction(List<Part> parts, ObjectNode json) ->
          message(json.path("role").asString("system"), given(parts));
      case ChatMessage.User(List<Part> parts, ObjectNode _) -> message("user", given(parts));
      case ChatMessage.Assistant said -> said(said);
      case ChatMessage.ToolResult result -> result(result);
    }
  }

  private void message(String role, JsonNode content) {
    items.addObject().put("role", role).set("content", content);
  }

  /** One text is said without a list. */
  private static JsonNode given(List<Part> parts) {
    var list = Json.array();
    parts.forEach(part -> list.add(given(part)));
    boolean bare = list.size() == 1 && list.path(0).path("type").asString("").equals("input_text");
    return bare ? list.path(0).path("text") : list;
  }

  private static JsonNode given(Part part) {
    return switch (part) {
      case Part.Text(String text, ObjectNode _) -> part("input_text").put("text", text);
      case Part.ImageLink(String _, ObjectNode json) -> image(json);
      case Part.ImageData(String _, String _, ObjectNode json) -> image(json);
      case Part.Document document -> file(document.json());
      case Part.Audio(String _, String _, ObjectNode json) -> json;
      case Part.Other(String type, ObjectNode json) -> type.equals("file") ? file(json) : json;
    };
  }

  private static ObjectNode part(String type) {
    return Json.object().put("type", type);
  }

  private static ObjectNode image(ObjectNode json) {
    var image = json.path("image_url");
    var made = part("input_image");
    made.set("image_url", image.isObject() ? image.path("url") : image);
    if (image.path("detail").isString()) {
      made.set("detail", image.path("detail"));
    }
    return made;
  }

  private static ObjectNode file(ObjectNode json) {
    var made = part("input_file");
    json.path("file").forEachEntry(made::set);
    return made;
  }

  /** Reasoning precedes what it led to, and words precede calls. */
  private void said(ChatMessage.Assistant said) {
    for (var block : said.json().path(AnthropicWords.THINKING)) {
      SealedReasoning.item(block).ifPresent(items::add);
    }
    var content = Json.array();
    said.parts().forEach(part -> content.add(said(part)));
    var refusal = said.json().path("refusal").asString("");
    if (!refusal.isEmpty()) {
      content.add(part("refusal").put("refusal", refusal));
    }
    if (!content.isEmpty()) {
      message("assistant", content);
    }
    said.calls().forEach(this::call);
  }

  private static JsonNode said(Part part) {
    if (part instanceof Part.Text(String text, ObjectNode json)) {
      return json.path("type").asString("").equals("refusal")
          ? json
          : part("output_text").put("text", text);
    }
    throw Fault.invalid(
        "messages", "the model's own picture or file (expected by this model: its text)");
  }

  private void call(ChatMessage.Call call) {
    var custom = call.json().path("custom");
    if (custom.isObject()) {
      customCalls.add(call.id());
      var item = items.addObject().put("type", "custom_tool_call").put("call_id", call.id());
      item.set("name", custom.path("name"));
      item.set("input", custom.path("input"));
      return;
    }
    items
        .addObject()
        .put("type", "function_call")
        .put("call_id", call.id())
        .put("name", call.name())
        .put("arguments", call.arguments());
  }

  private void result(ChatMessage.ToolResult result) {
    var type =
        customCalls.contains(result.callId()) ? "custom_tool_call_output" : "function_call_output";
    var item = items.addObject().put("type", type).put("call_id", result.callId());
    var output = given(result.parts());
    boolean empty = output.isArray() && output.isEmpty();
    if (empty) {
      item.put("output", "");
    } else {
      item.set("output", output);
    }
  }
}
