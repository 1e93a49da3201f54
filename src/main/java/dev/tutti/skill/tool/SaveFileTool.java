package dev.tutti.skill.tool;

import dev.tutti.chat.Json;
import dev.tutti.skill.api.Execution;
import dev.tutti.skill.api.SkillTool;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/** Tool by which a model writes a file that the caller can download: {@code fn:save_file}. */
public record SaveFileTool(Artifacts artifacts) implements SkillTool {
  public static final String NAME = "save_file";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "Writes a file for the user, who gets a link to it.";
  }

  @Override
  public ObjectNode parameters() {
    var schema = Json.object().put("type", "object").put("additionalProperties", false);
    var properties = schema.putObject("properties");
    properties.putObject("name").put("type", "string").put("description", "the file's name");
    properties.putObject("content").put("type", "string");
    properties
        .putObject("type")
        .put("type", "string")
        .put("description", "its media type, such as text/markdown");
    var encoding = properties.putObject("encoding").put("type", "string");
    encoding.putArray("enum").add("text").add("base64");
    schema.putArray("required").add("name").add("content");
    return schema;
  }

  @Override
  public boolean isOrdered() {
    return true;
  }

  @Override
  public String call(ObjectNode arguments, Execution execution) {
    var content = arguments.path("content").asString("");
    byte[] bytes =
        arguments.path("encoding").asString("text").equals("base64")
            ? Base64.getDecoder().decode(content)
            : content.getBytes(StandardCharsets.UTF_8);
    var artifact =
        artifacts.write(
            execution,
            arguments.path("name").asString(""),
            arguments.path("type").asString("text/plain; charset=utf-8"),
            bytes);
    return Json.text(Json.object().put("id", artifact.id()).put("bytes", artifact.bytes()));
  }
}
