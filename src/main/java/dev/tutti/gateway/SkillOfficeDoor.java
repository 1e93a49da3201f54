package dev.tutti.gateway;

import dev.tutti.chat.Json;
import dev.tutti.security.Role;
import dev.tutti.skill.SkillService;
import dev.tutti.skill.SkillVersions;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/skills}: what is served, what is not and why, and how the versions fare. */
record SkillOfficeDoor(
    SkillService skills, SkillRecordingsDoor recordings, SkillReleaseDoor releases) {
  static final String BELOW = "/admin/skills/";

  void list(Visit visit) {
    visit.json(all());
  }

  void reload(Visit visit) {
    visit.loop().offload(skills::reload).onSuccess(_ -> visit.json(all())).onFailure(visit::fail);
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
    var json = detailed(skills.catalog().skill(path.at(0)));
    json.set("release", SkillReleaseDoor.json(skills.releases().shown(path.at(0))));
    var trials = json.putArray("trials");
    skills.trials(path.at(0)).forEach(trial -> trials.add(SkillJson.of(trial)));
    visit.json(json);
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
    return json;
  }
}
