package dev.tutti.skill.http;

import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;

/** {@code GET /v1/skills} and {@code /v1/skills/{name}}: the skills that a caller may use. */
record SkillsEndpoint(SkillServices skills) {

  void list(HttpExchange exchange) {
    var json = Json.object().put("object", "list");
    var data = json.putArray("data");
    visible(exchange).all().forEach(each -> data.add(SkillJson.of(each)));
    exchange.json(json);
  }

  void show(HttpExchange exchange) {
    var versions = visible(exchange).skill(exchange.path("name"));
    var wanted = exchange.query("version").orElse("");
    exchange
        .loop()
        .offload(() -> SkillJson.detailed(versions, versions.named(wanted)))
        .onSuccess(exchange::json)
        .onFailure(exchange::fail);
  }

  private VisibleSkills visible(HttpExchange exchange) {
    return new VisibleSkills(skills.catalog(), exchange.principal());
  }
}
