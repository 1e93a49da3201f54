package dev.tutti.skill.test;

import dev.tutti.call.Allowance;
import dev.tutti.call.Caller;
import dev.tutti.chat.EventJson;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.OpenAiUsage;
import dev.tutti.followup.FollowUpWish;
import dev.tutti.skill.api.SkillRequest;
import dev.tutti.skill.api.SkillResult;
import dev.tutti.skill.api.SkillResult.Degraded;
import dev.tutti.skill.api.VersionSelector;
import dev.tutti.skill.run.SkillSource;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An execution with everything that it heard, so that it can be run again. Immutable.
 *
 * @param id that of the request
 * @param at the time that its prompts were told
 * @param revision what was executed, such as {@code 1.1.0+3f0c9a1b7d2e}
 * @param caller on whose behalf
 * @param request {@code user_message}, {@code context}, {@code history}, {@code follow_up}, and
 *     {@code attachments} and {@code options} where there are some
 * @param skills the revisions of the skills that it called, by what it wanted
 * @param exchanges what models were asked and said
 * @param told what tools told
 * @param result see {@link #result}; {@code {error}} when there was none
 */
record Recording(
    String id,
    Instant at,
    String skill,
    String revision,
    Caller caller,
    ObjectNode request,
    Map<String, String> skills,
    List<RecordedExchange> exchanges,
    List<Recorder.ToolAnswer> told,
    ObjectNode result) {

  String version() {
    int plus = revision.indexOf('+');
    return plus < 0 ? revision : revision.substring(0, plus);
  }

  /** {@code completed}, or the fault's code. */
  String outcome() {
    return result.at("/error/code").asString("completed");
  }

  /** The skills that it has called, in the revisions that it called; others as they are now. */
  SkillSource pinned(SkillSource source) {
    return (name, selector, caller) -> {
      var revision = skills.get(Recorder.key(name, selector));
      return source.skill(
          name, revision == null ? selector : new VersionSelector.Pinned(revision), caller);
    };
  }

  /** All that models were told, as people read it. */
  String prompts() {
    return exchanges.stream().map(RecordedExchange::prompt).collect(Collectors.joining("\n"));
  }

  ObjectNode json() {
    var json =
        Json.object()
            .put("id", id)
            .put("at", at.toString())
            .put("skill", skill)
            .put("version", version())
            .put("revision", revision);
    json.putObject("caller")
        .put("key", caller.key())
        .put("owner", caller.owner())
        .put("user", caller.user())
        .put("session", caller.session());
    json.set("request", request);
    var called = json.putObject("skills");
    new TreeMap<>(skills).forEach(called::put);
    var asked = json.putArray("exchanges");
    exchanges.forEach(exchange -> asked.add(exchange.json()));
    var tools = json.putArray("tools");
    for (var each : told) {
      tools
          .addObject()
          .put("tool", each.tool())
          .put("arguments", each.arguments())
          .put("text", each.text())
          .put("failed", each.failed());
    }
    json.set("result", result);
    return json;
  }

  /**
   * The recording that {@link #json} has written.
   *
   * @throws IllegalArgumentException when it is something else
   */
  static Recording read(JsonNode json) {
    if (!(json.path("request") instanceof ObjectNode request)
        || !(json.path("result") instanceof ObjectNode result)) {
      throw new IllegalArgumentException("no recording (expected: request, exchanges, result)");
    }
    return new Recording(
        json.path("id").asString(""),
        Instant.parse(json.path("at").asString("1970-01-01T00:00:00Z")),
        json.path("skill").asString(""),
        json.path("revision").asString(""),
        caller(json.path("caller")),
        request,
        skills(json.path("skills")),
        json.path("exchanges").valueStream().map(RecordedExchange::read).toList(),
        json.path("tools").valueStream().map(Recording::told).toList(),
        named(result));
  }

  /** Recordings of earlier releases have the usage as a list of numbers. */
  private static ObjectNode named(ObjectNode result) {
    var usage = result.path("usage");
    if (!usage.isArray()) {
      return result;
    }
    var named = result.deepCopy();
    named.set("usage", OpenAiUsage.json(EventJson.usage(usage)));
    return named;
  }

  private static Map<String, String> skills(JsonNode json) {
    var all = new HashMap<String, String>();
    json.forEachEntry((wanted, revision) -> all.put(wanted, revision.asString("")));
    return all;
  }

  private static Caller caller(JsonNode json) {
    return new Caller(
        json.path("key").asString(""),
        json.path("owner").asString(""),
        json.path("user").asString(""),
        json.path("session").asString(""),
        Allowance.NONE,
        Caller.ALL); // who may replay it has been asked already
  }

  private static Recorder.ToolAnswer told(JsonNode json) {
    return new Recorder.ToolAnswer(
        json.path("tool").asString(""),
        json.path("arguments").asString(""),
        json.path("text").asString(""),
        json.path("failed").asBoolean(false));
  }

  /** The request as JSON. */
  static ObjectNode request(SkillRequest request) {
    var json = Json.object().put("user_message", request.userMessage());
    json.set("context", request.inputs());
    json.putArray("history").addAll(request.history());
    if (!request.attachments().isEmpty()) {
      json.putArray("attachments").addAll(request.attachments());
    }
    if (!request.options().isEmpty()) {
      json.set("options", request.options());
    }
    return json.put("follow_up", request.followUp().word());
  }

  /** The request of a recording or a test; whatever is missing is empty. */
  static SkillRequest request(String skill, ObjectNode json) {
    var history = objects(json.path("history"));
    var followUp = FollowUpWish.of(json.path("follow_up").asString("auto"));
    return SkillRequest.of(skill)
        .saying(json.path("user_message").asString(""))
        .having(json.path("context") instanceof ObjectNode inputs ? inputs : Json.object())
        .after(history)
        .going(followUp.orElse(FollowUpWish.AUTO))
        .attaching(objects(json.path("attachments")))
        .choosing(json.path("options") instanceof ObjectNode options ? options : Json.object());
  }

  private static List<ObjectNode> objects(JsonNode list) {
    return list.valueStream()
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast)
        .toList();
  }

  /**
   * The part of a result that is compared when it is run again: everything but the time that it
   * took.
   */
  static ObjectNode result(SkillResult result) {
    var json = Json.object().put("text", result.text());
    result.output().ifPresent(output -> json.set("output", output));
    json.put("model_used", result.model()).put("follow_up", result.mode().light());
    json.set("usage", OpenAiUsage.json(result.usage()));
    json.put("tokens_saved", result.tokensSaved());
    return json.put("degraded", result.degraded().map(Degraded::word).orElse(null));
  }

  /** The fault in the place of a result. */
  static ObjectNode result(Fault fault) {
    var json = Json.object();
    json.set("error", RecordedExchange.json(fault));
    return json;
  }
}
