package dev.tutti.cooperation;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import dev.tutti.cooperation.plan.CooperationKind;
import dev.tutti.cooperation.plan.ModelCheck;
import dev.tutti.cooperation.plan.PlanReader;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Settings of cooperations that are asked as models.
 *
 * @param named by their names, without the prefix
 */
public record CooperationSettings(Map<String, ConfiguredCooperation> named) {
  /** Section {@code cooperations}. */
  public static final SettingsSection<CooperationSettings> SECTION =
      SettingsSection.live(CooperationSettings::read);

  private static final Kind<String> NAME =
      Kind.text(
          Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}"),
          "a name of letters, digits, '.', '_' and '-'");

  /** Keys of the configuration, and the members of a call that they are. */
  private static final Map<String, String> CALL_MEMBERS =
      Map.of(
          "members", "models",
          "strategy", "integration_strategy",
          "voting", "voting_params",
          "budget", "max_cost_usd",
          "steps", "pipeline_config");

  private static final int MOST = 1_000;
  private static final double HIGHEST_COST = 1e6;

  /** Keeps a copy. */
  public CooperationSettings {
    named = Map.copyOf(named);
  }

  /**
   * One of them.
   *
   * @param body of a call that does the same, without its question; not to be changed
   */
  public record ConfiguredCooperation(CooperationKind kind, ObjectNode body) {}

  private static CooperationSettings read(Section root) {
    var all = new LinkedHashMap<String, ConfiguredCooperation>();
    root.named("cooperations", NAME).forEach((name, section) -> all.put(name, one(section)));
    return new CooperationSettings(all);
  }

  private static ConfiguredCooperation one(Section section) {
    var kind = section.oneOf("kind", CooperationKind.values()).or(CooperationKind.PARALLEL);
    var body = Json.object();
    section.items(
        "members",
        name -> body.withArray("models").add(name),
        each -> body.withArray("models").add(member(each)));
    strategy(section, body);
    for (var text :
        List.of("judge", "system", "on_no_consensus", "escalate_to", "answer_type", "task_type")) {
      section.string(text).optional().ifPresent(each -> body.put(text, each));
    }
    number(section, "rounds", body);
    number(section, "layers", body);
    number(section, "quorum", body);
    number(section, "agree", body);
    section.bool("early_stop").optional().ifPresent(each -> body.put("early_stop", each));
    section
        .decimal("budget", 0, HIGHEST_COST)
        .optional()
        .ifPresent(each -> body.put("max_cost_usd", BigDecimal.valueOf(each)));
    section
        .duration("deadline")
        .optional()
        .ifPresent(each -> body.put("deadline", each.toMillis() / 1_000.0));
    params(section, body);
    if (section.has("voting")) {
      body.set("voting_params", voting(section.section("voting")));
    }
    steps(section, body);
    check(section, kind, body);
    return new ConfiguredCooperation(kind, body);
  }

  private static ObjectNode member(Section section) {
    var member = Json.object().put("model", section.string("model").required());
    section.string("task").optional().ifPresent(each -> member.put("task", each));
    texts(section, "fallback", member, "fallback");
    params(section, member);
    return member;
  }

  private static void texts(Section section, String key, ObjectNode body, String member) {
    var texts = section.strings(key).optional();
    texts.ifPresent(list -> list.forEach(body.withArray(member)::add));
  }

  /** One for all, or one for each member. */
  private static void strategy(Section section, ObjectNode body) {
    section.string("strategy").optional().ifPresent(each -> body.put("integration_strategy", each));
    texts(section, "strategies", body, "integration_strategy");
  }

  private static void number(Section section, String key, ObjectNode body) {
    section.integer(key, 1, MOST).optional().ifPresent(each -> body.put(key, each));
  }

  private static void params(Section section, ObjectNode body) {
    section
        .values("params", Kind.text(), Kind.text())
        .forEach((name, text) -> body.withObject("params").set(name, scalar(text)));
  }

  /** A number, true or false as itself; anything else as a text. */
  private static JsonNode scalar(String text) {
    if (text.matches("-?\\d{1,9}")) {
      return Json.valueOf(Integer.parseInt(text));
    }
    if (text.matches("-?\\d{1,9}\\.\\d{1,9}")) {
      return Json.valueOf(Double.parseDouble(text));
    }
    return text.equals("true") || text.equals("false")
        ? Json.valueOf(Boolean.parseBoolean(text))
        : Json.valueOf(text);
  }

  private static ObjectNode voting(Section section) {
    var voting = Json.object();
    section
        .decimal("consensus_threshold", 0, 1)
        .optional()
        .ifPresent(each -> voting.put("consensus_threshold", each));
    for (var flag : List.of("weight_by_confidence", "include_dissenting_views")) {
      section.bool(flag).optional().ifPresent(each -> voting.put(flag, each));
    }
    section.string("answer_type").optional().ifPresent(each -> voting.put("answer_type", each));
    return voting;
  }

  private static void steps(Section section, ObjectNode body) {
    for (var each : section.sections("steps")) {
      var step = body.withArray("pipeline_config").addObject();
      step.put("step", each.string("step").required());
      step.put("model", each.string("model").required());
      step.put("task", each.string("task").required());
      params(each, step);
      texts(each, "fallback", step, "fallback");
      each.strings("needs")
          .optional()
          .ifPresent(
              needs -> {
                var list = step.putArray("needs");
                needs.forEach(list::add);
              });
    }
  }

  private static void check(Section section, CooperationKind kind, ObjectNode body) {
    try {
      var _ = PlanReader.planned(kind, body, ModelCheck.LATER);
    } catch (Fault fault) {
      section.report(ownWords(fault.getMessage()));
    }
  }

  /** A message in which members of a call have the names of their keys. */
  private static String ownWords(String message) {
    for (var each : CALL_MEMBERS.entrySet()) {
      if (message.startsWith(each.getValue())) {
        return each.getKey() + message.substring(each.getValue().length());
      }
    }
    return message;
  }
}
