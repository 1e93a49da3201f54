package dev.tutti.skill.http;

import static dev.tutti.http.Permission.keyed;
import static io.vertx.core.http.HttpMethod.GET;

import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.HttpRoute;
import dev.tutti.skill.load.Skills;
import java.util.List;

/** {@code GET /v1/skills} and {@code /v1/skills/{name}}: the skills that a caller may use. */
public record SkillsEndpoint(Skills skills) {

  /** Its routes, and who may use them. */
  public List<HttpRoute> routes() {
    return List.of(
        new HttpRoute(GET, "/v1/skills", keyed(), this::list),
        new HttpRoute(GET, "/v1/skills/{name}", keyed(), this::show));
  }

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
    return new VisibleSkills(skills.current(), exchange.principal());
  }
}
