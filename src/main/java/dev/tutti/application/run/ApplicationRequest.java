package dev.tutti.application.run;

import dev.tutti.application.api.ApplicationParameters;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Request for an application: what {@code /v1/apps/{name}} takes.
 *
 * @param texts of the caller, in their order
 * @param files ids of the caller's files
 * @param model that is asked; empty where the caller names none
 */
public record ApplicationRequest(
    List<NamedText> texts, List<String> files, ApplicationParameters parameters, String model) {
  /** Most texts and files of one request, each. */
  public static final int MOST_PARTS = 20;

  private static final Set<String> KNOWN =
      Set.of("content", "files", "parameters", "model", "background");

  /** Keeps copies. */
  public ApplicationRequest {
    texts = List.copyOf(texts);
    files = List.copyOf(files);
  }

  /**
   * Text of a caller.
   *
   * @param name such as {@code content}
   */
  public record NamedText(String name, String text) {}

  /**
   * Reads a body.
   *
   * @throws Fault {@code invalid_request}, naming the member
   */
  public static ApplicationRequest read(ObjectNode body) {
    for (var name : body.propertyNames()) {
      if (!KNOWN.contains(name)) {
        throw Fault.invalid(
            name, "not known (expected: some of content, files, parameters, model)");
      }
    }
    List<NamedText> texts = new ArrayList<>();
    List<String> files = new ArrayList<>();
    readContent(body.path("content"), texts, files);
    readFiles(body.path("files"), files);
    if (texts.size() > MOST_PARTS || files.size() > MOST_PARTS) {
      throw Fault.invalid(
          "content",
          "%d texts and %d files (expected: at most %d of each)"
              .formatted(texts.size(), files.size(), MOST_PARTS));
    }
    return new ApplicationRequest(
        texts, files, parameters(body.path("parameters")), text(body.path("model"), "model"));
  }

  private static void readContent(JsonNode content, List<NamedText> texts, List<String> files) {
    if (content.isArray()) {
      for (int i = 0; i < content.size(); i++) {
        readPart(content.get(i), i, texts, files);
      }
      return;
    }
    var text = text(content, "content");
    if (!text.isBlank()) {
      texts.add(new NamedText("content", text));
    }
  }

  /** {@code {type: text, text, name?}} or {@code {type: file, file_id}}. */
  private static void readPart(
      JsonNode part, int place, List<NamedText> texts, List<String> files) {
    var where = "content[" + place + "]";
    if (part.path("text").isString()) {
      var name = part.path("name").asString(where);
      texts.add(new NamedText(name, part.path("text").asString()));
    } else if (part.path("file_id").isString()) {
      files.add(part.path("file_id").asString());
    } else {
      throw Fault.invalid(where, "neither text nor file_id (expected: one of them, as a string)");
    }
  }

  private static void readFiles(JsonNode list, List<String> files) {
    if (list.isMissingNode() || list.isNull()) {
      return;
    }
    if (!list.isArray()) {
      throw Fault.invalid("files", list + " (expected: a list of ids of files)");
    }
    for (var each : list) {
      files.add(text(each, "files"));
    }
  }

  private static ApplicationParameters parameters(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return ApplicationParameters.NONE;
    }
    if (node instanceof ObjectNode object) {
      return new ApplicationParameters(object);
    }
    throw Fault.invalid("parameters", node + " (expected: an object)");
  }

  private static String text(JsonNode node, String name) {
    if (node.isMissingNode() || node.isNull()) {
      return "";
    }
    if (!node.isString()) {
      throw Fault.invalid(name, node.getNodeType() + " (expected: a text)");
    }
    return node.asString();
  }

  /** The same as a body. */
  public ObjectNode json() {
    var json = Json.object();
    var content = json.putArray("content");
    texts.forEach(
        each ->
            content
                .addObject()
                .put("type", "text")
                .put("name", each.name())
                .put("text", each.text()));
    var ids = json.putArray("files");
    files.forEach(ids::add);
    json.set("parameters", parameters.json());
    return model.isEmpty() ? json : json.put("model", model);
  }

  /** All texts, one after the other; the only one as it is. */
  public String content() {
    return texts.stream().map(NamedText::text).collect(Collectors.joining("\n\n"));
  }
}
