package dev.tutti.skill.run;

import dev.tutti.chat.Json;
import dev.tutti.skill.api.AgentSkill;
import dev.tutti.skill.api.Execution;
import dev.tutti.skill.api.SkillFiles;
import dev.tutti.skill.api.SkillTool;
import java.util.ArrayList;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Tool that gives the files of an Agent Skill to the model, when it asks for them. */
record ReferenceTool(SkillFiles files) implements SkillTool {
  private static final int LONGEST = 64 << 10;

  @Override
  public String name() {
    return AgentSkill.READ_TOOL;
  }

  @Override
  public String description() {
    return "Reads a file of this skill, such as a reference. Scripts can be read, not run.";
  }

  @Override
  public ObjectNode parameters() {
    var schema = Json.object().put("type", "object").put("additionalProperties", false);
    var properties = schema.putObject("properties");
    properties.putObject("path").put("type", "string").put("description", "its path");
    properties
        .putObject("offset")
        .put("type", "integer")
        .put("description", "characters to pass over");
    schema.putArray("required").add("path");
    return schema;
  }

  @Override
  public String call(ObjectNode arguments, Execution execution) {
    var path = arguments.path("path").asString("").replaceFirst("^\\./", "");
    var text = files.text(path).or(() -> inAnyCase(path));
    if (text.isEmpty()) {
      throw new IllegalArgumentException(
          "no text file is called "
              + path
              + " (expected: one of "
              + new ArrayList<>(files.texts().keySet())
              + ")");
    }
    int from = Math.clamp(arguments.path("offset").asInt(0), 0, text.get().length());
    int to = Math.min(text.get().length(), from + LONGEST);
    var part = text.get().substring(from, to);
    return to < text.get().length() ? part + "\n[goes on at offset " + to + "]" : part;
  }

  /** Instructions say FORMS.md where the file is forms.md. */
  private Optional<String> inAnyCase(String path) {
    return files.texts().keySet().stream()
        .filter(path::equalsIgnoreCase)
        .findFirst()
        .flatMap(files::text);
  }
}
