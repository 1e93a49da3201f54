package dev.tutti.skill.api;

import dev.tutti.call.Caller;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The values that templates see: what Tutti tells, and the inputs, which must be what they may. */
public final class SkillValues {
  /** Name of what is known of the user. */
  public static final String MEMORY = "memory";

  /** Names of values that every template may use beside the inputs, and that no input may have. */
  public static final Set<String> NAMES =
      Set.of("user_message", "now", "user", "session", "history", MEMORY, "skill");

  private SkillValues() {}

  /**
   * Checks the inputs and how long they are.
   *
   * @throws Fault {@code invalid_request} or {@code limit_exceeded}
   */
  public static void require(Skill skill, SkillRequest request) {
    long chars = (long) request.userMessage().length() + Json.text(request.inputs()).length();
    int most = skill.settings().limits().inputChars();
    if (chars > most) {
      var found = "user_message and context of %d characters".formatted(chars);
      throw SkillLimit.exceeded(skill, "limits.input_chars", found, most).at("user_message");
    }
    for (var name : request.inputs().propertyNames()) {
      if (NAMES.contains(name)) {
        throw Fault.invalid(
            "context." + name, "a name of Tutti's own (expected: the inputs of the skill)");
      }
    }
    requireFormat(skill, request.options());
    skill
        .input()
        .map(form -> form.check(request.inputs()))
        .filter(flaws -> !flaws.isEmpty())
        .ifPresent(
            flaws -> {
              throw Fault.invalid("context", String.join("; ", flaws));
            });
  }

  /** A skill that says what its answer is gives no other. */
  private static void requireFormat(Skill skill, ObjectNode options) {
    var format = options.path("response_format");
    var schema = format.at("/json_schema/schema");
    if (format.path("type").asString("").equals("json_schema")
        && skill.outputSchema().filter(own -> !own.equals(schema)).isPresent()) {
      throw Fault.invalid(
          "response_format", "the skill has another output.schema (expected: that one, or none)");
    }
  }

  /**
   * The values by their names.
   *
   * @param now the time as ISO 8601 has it
   */
  public static Map<String, Object> of(
      Skill skill, SkillRequest request, Caller caller, String now) {
    var values = new HashMap<String, Object>();
    request.inputs().forEachEntry((name, value) -> values.put(name, Json.plain(value)));
    values.put("history", Json.plain(Json.array().addAll(request.history())));
    values.put(MEMORY, List.of());
    values.put("now", now);
    values.put("user", caller.user());
    values.put("session", caller.session());
    values.put("user_message", request.userMessage());
    values.put("skill", Map.of("name", skill.name(), "version", skill.version().getVersion()));
    return values;
  }
}
