package dev.tutti.skill.http;

import static dev.tutti.http.Permission.only;
import static dev.tutti.security.Role.ADMIN;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.HttpRoute;
import dev.tutti.skill.load.Skills;
import dev.tutti.skill.release.ReleaseJson;
import dev.tutti.skill.release.SkillReleases;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /admin/skills/{name}/label}, {@code /split}, {@code /rollback} and {@code /release}: who
 * gets which version, changed at run time.
 */
public record SkillReleaseEndpoint(Skills skills, SkillReleases releases) {
  private static final int LONGEST_BODY = 64 << 10;

  /** Its routes, and who may use them. */
  public List<HttpRoute> routes() {
    return List.of(
        new HttpRoute(POST, "/admin/skills/{name}/label", only(ADMIN), this::label),
        new HttpRoute(POST, "/admin/skills/{name}/split", only(ADMIN), this::split),
        new HttpRoute(POST, "/admin/skills/{name}/rollback", only(ADMIN), this::rollback),
        new HttpRoute(DELETE, "/admin/skills/{name}/release", only(ADMIN), this::clear));
  }

  /** {@code POST .../label}. */
  void label(HttpExchange exchange) {
    read(exchange, body -> label(name(exchange), body, who(exchange)));
  }

  private static String name(HttpExchange exchange) {
    return exchange.path("name");
  }

  private static String who(HttpExchange exchange) {
    return exchange.principal().label();
  }

  private void label(String name, ObjectNode body, String who) {
    releases.label(name, text(body, "label"), text(body, "version"), who);
  }

  private static String text(ObjectNode body, String member) {
    var text = body.path(member).asString("");
    if (text.isEmpty()) {
      throw Fault.invalid(member, "is missing (expected: a text)");
    }
    return text;
  }

  /** {@code POST .../split}. */
  void split(HttpExchange exchange) {
    read(exchange, body -> releases.split(name(exchange), body, who(exchange)));
  }

  /** {@code POST .../rollback}. */
  void rollback(HttpExchange exchange) {
    read(
        exchange,
        body -> releases.rollback(name(exchange), body.path("to").asString(""), who(exchange)));
  }

  /** {@code DELETE .../release}. */
  void clear(HttpExchange exchange) {
    answer(exchange, () -> releases.clear(name(exchange), who(exchange)));
  }

  private interface Change {
    void with(ObjectNode body);
  }

  private void read(HttpExchange exchange, Change change) {
    exchange
        .tree(LONGEST_BODY, Json::request)
        .onSuccess(body -> exchange.attempt(() -> answer(exchange, () -> change.with(body))))
        .onFailure(exchange::fail);
  }

  private void answer(HttpExchange exchange, Runnable change) {
    var name = name(exchange);
    exchange
        .loop()
        .offload(
            () -> {
              change.run();
              return json(releases.shown(name))
                  .put("standing", skills.current().skill(name).standing().revision());
            })
        .onSuccess(exchange::json)
        .onFailure(exchange::fail);
  }

  /** The release of the file, what is laid over it, and the release in force. */
  static ObjectNode json(SkillReleases.ReleaseView view) {
    var json = Json.object();
    json.set("file", ReleaseJson.of(view.file()));
    var active = view.active();
    if (active != null) {
      json.set(
          "laid_over",
          ReleaseJson.of(active.overlay())
              .put("by", active.by())
              .put("at", active.at().toString()));
    }
    json.set("in_force", ReleaseJson.of(view.inForce()));
    return json;
  }
}
