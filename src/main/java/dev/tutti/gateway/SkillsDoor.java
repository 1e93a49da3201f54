package dev.tutti.gateway;

import dev.tutti.chat.Json;
import dev.tutti.skill.SkillName;
import dev.tutti.skill.SkillService;

/** {@code GET /v1/skills} and {@code /v1/skills/{name}}: the skills that a caller may use. */
record SkillsDoor(SkillService skills) {

  void list(Visit visit) {
    var json = Json.object().put("object", "list");
    var data = json.putArray("data");
    skills.catalog().skills().values().stream()
        .filter(each -> visit.principal().mayUse(SkillName.PREFIX + each.name()))
        .filter(each -> each.standing().allows(visit.principal().caller()))
        .forEach(each -> data.add(SkillJson.of(each)));
    visit.json(json);
  }

  void show(Visit visit) {
    var path = SubPath.of(visit, SkillDoor.BELOW);
    if (!path.is("*")) {
      throw path.unknown();
    }
    visit.principal().requireModel(SkillName.PREFIX + path.at(0));
    visit.json(SkillJson.detailed(skills.catalog().skill(path.at(0))));
  }
}
