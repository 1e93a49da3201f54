package dev.tutti.gateway;

import dev.tutti.chat.Json;
import dev.tutti.security.Role;
import dev.tutti.skill.SkillService;
import dev.tutti.skill.SkillVersions;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/skills}: what is served, what is not and why, and how the versions fare. */
record SkillOfficeDoor(
    SkillService skills, SkillRecordingsDoor recordings, SkillReleaseDoor releases) {
  static final String BELOW = "/admin/skills/";

  void list(Visit visit) {
    offloaded(visit, this::all);
  }

  void reload(Visit visit) {
    offloaded(
        visit,
        () -> {
          var _ = skills.reload();
          return all();
        });
  }

  /** Figures are counted from thousands of executions, which is not for the loop. */
  private static void offloaded(Visit visit, Supplier<ObjectNode> json) {
    visit.loop().offload(json::get).onSuccess(visit::json).onFailure(visit::fail);
  }

  void show(Visit visit) {
    var path = SubPath.of(visit, BELOW);
    if (SkillRecordingsDoor.has(path)) {
      recordings.show(visit, path);
      return;
    }
    if (!path.is("*")) {
      throw path.unknown();
    }
    offloaded(visit, () -> one(path.at(0)));
  }

  private ObjectNode one(String name) {
    var catalog = skills.catalog();
    var why = catalog.rejected().get(name);
    if (why != null && !catalog.skills().containsKey(name)) {
      var json = Json.object().put("name", name).put("object", "skill");
      json.putArray("versions");
      json.set("problems", Json.valueOf(why));
      return json;
    }
    var json = detailed(catalog.skill(name));
    json.set("release", SkillReleaseDoor.json(skills.releases().shown(name)));
    var trials = json.putArray("trials");
    skills.trials(name).forEach(trial -> trials.add(SkillJson.of(trial)));
    return json;
  }

  /** {@code POST} below a skill: operators replay, administrators release. */
  void change(Visit visit) {
    if (SubPath.of(visit, BELOW).is("*", "replay")) {
      recordings.replay(visit);
    } else {
      visit.principal().requireAny(Set.of(Role.ADMIN));
      releases.change(visit);
    }
  }

  private ObjectNode all() {
    var catalog = skills.catalog();
    var json = Json.object();
    var data = json.putArray("data");
    catalog.skills().values().forEach(each -> data.add(detailed(each)));
    var rejected = json.putObject("rejected");
    catalog
        .rejected()
        .forEach(
            (name, why) -> {
              var list = rejected.putArray(name);
              why.forEach(list::add);
            });
    return json;
  }

  private ObjectNode detailed(SkillVersions versions) {
    var json = SkillJson.of(versions);
    var each = json.putArray("figures");
    versions
        .versions()
        .values()
        .forEach(
            skill ->
                each.add(
                    SkillJson.of(skill, skills.records().figures(skill.name(), skill.version()))));
    var split = json.putObject("split");
    versions
        .release()
        .split()
        .arms()
        .forEach((version, weight) -> split.put(version.getVersion(), weight));
    var problems = json.putArray("problems");
    versions.problems().forEach(problems::add);
    skills.missing(versions).forEach(problems::add);
    return json;
  }
}
