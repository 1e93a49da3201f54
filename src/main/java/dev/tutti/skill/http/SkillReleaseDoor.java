package dev.tutti.skill.http;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.SubPath;
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

  /** {@code POST}. */
  void change(Visit visit) {
    var path = SubPath.of(visit, SkillOfficeDoor.BELOW);
    var who = visit.principal().label();
    if (path.is("*", "label")) {
      read(visit, path.at(0), body -> label(path.at(0), body, who));
    } else if (path.is("*", "split")) {
      read(visit, path.at(0), body -> skills.releases().split(path.at(0), body, who));
    } else if (path.is("*", "rollback")) {
      read(
          visit,
          path.at(0),
          body -> skills.releases().rollback(path.at(0), body.path("to").asString(""), who));
    } else {
      throw path.unknown();
    }
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

  /** {@code DELETE /admin/skills/{name}/release}. */
  void clear(Visit visit) {
    var path = SubPath.of(visit, SkillOfficeDoor.BELOW);
    if (!path.is("*", "release")) {
      throw path.unknown();
    }
    var who = visit.principal().label();
    answer(visit, path.at(0), () -> skills.releases().clear(path.at(0), who));
  }

  private interface Change {
    void with(ObjectNode body);
  }

  private void read(Visit visit, String name, Change change) {
    visit
        .tree(LONGEST_BODY, Json::request)
        .onSuccess(body -> visit.attempt(() -> answer(visit, name, () -> change.with(body))))
        .onFailure(visit::fail);
  }

  private void answer(Visit visit, String name, Runnable change) {
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
