package dev.tutti.cooperation.plan;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reader of members: names, or objects of {@code {model, fallback, params, task}}.
 *
 * @param params of every member, under its own
 */
record MemberReader(ModelCheck check, ObjectNode params) {
  private static final int MOST = 32;
  private static final Set<String> KNOWN = Set.of("model", "fallback", "params", "task");

  /** Members of a request that a run decides itself. */
  private static final Set<String> OWN =
      Set.of(
          "model",
          "messages",
          "stream",
          "stream_options",
          "n",
          "tools",
          "tool_choice",
          "functions",
          "function_call",
          "prompt",
          "input");

  /** Those of a list, at least one; a model may come several times. */
  List<PanelMember> list(BodyFields body, String name) {
    var members = new ArrayList<PanelMember>();
    var instances = new HashMap<String, Integer>();
    for (var each : body.list(name, MOST)) {
      var member = member(each, body.place(name) + "[" + members.size() + "]");
      int instance = instances.merge(member.model(), 1, Integer::sum) - 1;
      members.add(member.numbered(instance));
    }
    return members;
  }

  /** One. */
  PanelMember member(JsonNode json, String place) {
    if (json.isString()) {
      return new PanelMember(model(json.asString(), place), List.of(), params, "", 0);
    }
    if (json.isMissingNode()) {
      throw Fault.invalid(place, "is missing (expected: a model's name, or {model, ...})");
    }
    if (!(json instanceof ObjectNode object)) {
      throw Fault.invalid(place, json + " (expected: a model's name, or {model, ...})");
    }
    return member(BodyFields.of(object, place + ".", KNOWN));
  }

  /** The same of members that stand among others. */
  PanelMember member(BodyFields fields) {
    return new PanelMember(
        model(fields.required("model"), fields.place("model")),
        fallback(fields),
        params(fields),
        fields.text("task", ""),
        0);
  }

  private String model(String name, String place) {
    if (name.isBlank()) {
      throw Fault.invalid(place, "\"%s\" (expected: a model's name)".formatted(name));
    }
    check.require(place, name);
    return name;
  }

  private List<String> fallback(BodyFields fields) {
    var names = fields.texts("fallback");
    for (int i = 0; i < names.size(); i++) {
      check.require(fields.place("fallback") + "[" + i + "]", names.get(i));
    }
    return names;
  }

  /** The parameters of one member, over those of all. */
  ObjectNode params(BodyFields fields) {
    var own = checked(fields.object("params"), fields.place("params"));
    var all = params.deepCopy();
    all.setAll(own);
    return all;
  }

  /** Parameters that a request can have. */
  static ObjectNode checked(ObjectNode params, String place) {
    for (var name : params.propertyNames()) {
      if (OWN.contains(name)) {
        throw Fault.invalid(
            place + "." + name, "is decided by the run (expected: no such parameter)");
      }
    }
    var trial = ChatRequest.builder("trial").user("trial");
    params.forEachEntry(trial::with);
    try {
      var _ = trial.build();
    } catch (Fault fault) {
      throw Fault.invalid(place, fault.getMessage()).at(place + "." + fault.param().orElse(""));
    }
    return params;
  }
}
