package dev.tutti.token;

import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Features of a prompt that its tokens depend on. What a model reads differs from what was sent by
 * what its template puts around messages, tools and schemas, which no text shows; models differ in
 * that more than in how they cut words.
 *
 * @param messages how many there are; a prompt that is a text is one
 * @param narrow tokens of texts, but for wide characters, by {@link TokenEstimate}; pictures count
 *     as 400
 * @param wide tokens of Han, kana and hangul
 * @param tools tokens of the descriptions of tools
 * @param toolCount how many there are, each with something around it
 * @param schema tokens of the description of a structured answer
 * @param countable whether all of it is there: no picture or document, no tool that the provider
 *     runs, nothing that was said in an earlier request
 */
public record PromptFeatures(
    int messages,
    double narrow,
    double wide,
    double tools,
    int toolCount,
    double schema,
    boolean countable) {
  private static final int PICTURE = 400;

  private static final List<String> TEXTS =
      List.of(
          "messages",
          "prompt",
          "input",
          "contents",
          "system",
          "instructions",
          "systemInstruction",
          "system_instruction");

  /** Members that may be a text instead of a list of messages. */
  private static final List<String> PROMPTS = List.of("prompt", "input");

  private static final List<String> SCHEMAS = List.of("response_format", "output_config");

  private static final List<String> MEDIA =
      List.of(
          "image_url",
          "document_url",
          "input_audio",
          "file",
          "file_data",
          "inlineData",
          "inline_data",
          "fileData");

  private static final Set<String> MEDIA_TYPES =
      Set.of("image", "document", "file", "input_image", "input_file");

  /** Members that models do not read. */
  private static final Set<String> UNREAD =
      Set.of(
          "id",
          "type",
          "role",
          "status",
          "detail",
          "call_id",
          "item_id",
          "tool_call_id",
          "tool_use_id",
          "signature",
          "encrypted_content",
          "thoughtSignature",
          "thought_signature",
          "cache_control",
          "annotations");

  /** Members of requests that continue what the provider knows. */
  private static final List<String> ELSEWHERE =
      List.of(
          "previous_response_id",
          "conversation",
          "container",
          "mcp_servers",
          "plugins",
          "search_parameters",
          "web_search_options");

  /** The tokens of the texts alone. */
  long textTokens() {
    return (long) Math.ceil(narrow + wide);
  }

  /** The features of a request, in the words of any provider. It reads all of it. */
  public static PromptFeatures of(JsonBody request) {
    var reading = new Reading();
    for (var name : TEXTS) {
      reading.list(request.get(name));
    }
    for (var name : PROMPTS) {
      reading.messages += request.get(name).isString() ? 1 : 0;
    }
    var tools = request.get(request.has("functions") ? "functions" : "tools");
    double schema = 0;
    for (var name : SCHEMAS) {
      schema += text(request.get(name));
    }
    schema += text(request.get("text").path("format"));
    schema += text(request.get("generationConfig").path("responseSchema"));
    boolean here = ELSEWHERE.stream().noneMatch(request::has) && !hasHostedTool(tools);
    return new PromptFeatures(
        reading.messages,
        reading.text.narrow() + reading.other,
        reading.text.wide(),
        text(tools),
        tools.size(),
        schema,
        here && reading.readable);
  }

  /** The features of one message. */
  public static PromptFeatures ofMessage(JsonNode message) {
    var reading = new Reading();
    reading.node(message);
    return new PromptFeatures(
        1, reading.text.narrow() + reading.other, reading.text.wide(), 0, 0, 0, reading.readable);
  }

  private static double text(JsonNode node) {
    if (node.isMissingNode() || node.isNull() || node.isEmpty()) {
      return 0;
    }
    var text = new TokenEstimate();
    text.add(Json.text(node));
    return text.narrow() + text.wide();
  }

  /** Tools of the caller are functions with a description; others are the provider's own. */
  private static boolean hasHostedTool(JsonNode tools) {
    for (var tool : tools) {
      boolean described =
          tool.has("function")
              || tool.has("input_schema")
              || tool.has("parameters")
              || tool.has("description")
              || tool.has("functionDeclarations")
              || tool.has("function_declarations");
      if (!described) {
        return true;
      }
    }
    return false;
  }

  /** Numbers that weights are for; the first is always 1. */
  double[] vector() {
    return new double[] {
      1, messages, narrow, wide, tools, schema, tools > 0 ? 1 : 0, schema > 0 ? 1 : 0, toolCount
    };
  }

  /** Reading of texts. */
  private static final class Reading {
    private final TokenEstimate text = new TokenEstimate();
    private int messages;
    private long other;
    private boolean readable = true;

    private void list(JsonNode node) {
      messages += node.isArray() ? node.size() : 0;
      node(node);
    }

    private void node(JsonNode node) {
      if (node.isString()) {
        text.add(node.asString());
        text.add(" ");
      } else if (node.isNumber()) {
        other++;
      } else if (isMedium(node)) {
        other += PICTURE;
        readable = false;
      } else if (node.isObject()) {
        node.properties().stream()
            .filter(member -> !UNREAD.contains(member.getKey()))
            .forEach(member -> node(member.getValue()));
      } else {
        node.forEach(this::node);
      }
    }

    private static boolean isMedium(JsonNode node) {
      return node.isObject()
          && (MEDIA.stream().anyMatch(node::has)
              || MEDIA_TYPES.contains(node.path("type").asString("")));
    }
  }
}
