package dev.tutti.skill.http;

import dev.tutti.chat.Json;
import dev.tutti.http.Visit;

/** {@code GET /v1/skills} and {@code /v1/skills/{name}}: the skills that a caller may use. */
record SkillsDoor(SkillServices skills) {

  void list(Visit visit) {
    var json = Json.object().put("object", "list");
    var data = json.putArray("data");
    visible(visit).all().forEach(each -> data.add(SkillJson.of(each)));
    visit.json(json);
  }

  void show(Visit visit) {
    var versions = visible(visit).skill(visit.path("name"));
    var wanted = visit.query("version").orElse("");
    visit
        .loop()
        .offload(() -> SkillJson.detailed(versions, versions.named(wanted)))
        .onSuccess(visit::json)
        .onFailure(visit::fail);
  }

  private VisibleSkills visible(Visit visit) {
    return new VisibleSkills(skills.catalog(), visit.principal());
  }
}
