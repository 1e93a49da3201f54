package dev.tutti.skill.http;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.Visit;
import dev.tutti.skill.release.ReleaseJson;
import dev.tutti.skill.release.SkillReleases;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /admin/skills/{name}/label}, {@code /split}, {@code /rollback} and {@code /release}: who
 * gets which version, changed at run time.
 */
record SkillReleaseDoor(SkillServices skills) {
  private static final int LONGEST_BODY = 64 << 10;

  /** {@code POST .../label}. */
  void label(Visit visit) {
    read(visit, body -> label(name(visit), body, who(visit)));
  }

  private static String name(Visit visit) {
    return visit.path("name");
  }

  private static String who(Visit visit) {
    return visit.principal().label();
  }

  private void label(String name, ObjectNode body, String who) {
    skills.releases().label(name, text(body, "label"), text(body, "version"), who);
  }

  private static String text(ObjectNode body, String member) {
    var text = body.path(member).asString("");
    if (text.isEmpty()) {
      throw Fault.invalid(member, "is missing (expected: a text)");
    }
    return text;
  }

  /** {@code POST .../split}. */
  void split(Visit visit) {
    read(visit, body -> skills.releases().split(name(visit), body, who(visit)));
  }

  /** {@code POST .../rollback}. */
  void rollback(Visit visit) {
    read(
        visit,
        body -> skills.releases().rollback(name(visit), body.path("to").asString(""), who(visit)));
  }

  /** {@code DELETE .../release}. */
  void clear(Visit visit) {
    answer(visit, () -> skills.releases().clear(name(visit), who(visit)));
  }

  private interface Change {
    void with(ObjectNode body);
  }

  private void read(Visit visit, Change change) {
    visit
        .tree(LONGEST_BODY, Json::request)
        .onSuccess(body -> visit.attempt(() -> answer(visit, () -> change.with(body))))
        .onFailure(visit::fail);
  }

  private void answer(Visit visit, Runnable change) {
    var name = name(visit);
    visit
        .loop()
        .offload(
            () -> {
              change.run();
              return json(skills.releases().shown(name))
                  .put("standing", skills.catalog().skill(name).standing().revision());
            })
        .onSuccess(visit::json)
        .onFailure(visit::fail);
  }

  /** What the file says, what is laid over it, and what is in force. */
  static ObjectNode json(SkillReleases.Shown shown) {
    var json = Json.object();
    json.set("file", ReleaseJson.of(shown.file()));
    var laid = shown.laid();
    if (laid != null) {
      json.set(
          "laid_over",
          ReleaseJson.of(laid.overlay()).put("by", laid.by()).put("at", laid.at().toString()));
    }
    json.set("in_force", ReleaseJson.of(shown.inForce()));
    return json;
  }
}
