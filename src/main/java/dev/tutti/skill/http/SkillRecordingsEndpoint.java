package dev.tutti.skill.http;

import static dev.tutti.http.Permission.only;
import static dev.tutti.security.Role.OPERATOR;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.call.Call;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.CallStart;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.HttpRoute;
import dev.tutti.skill.test.Recordings;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /admin/skills/{name}/recordings}, {@code .../recordings/{id}} and {@code POST
 * .../replay}: executions that were kept, and what comes of running them again.
 *
 * @param threads for executions, which block
 */
public record SkillRecordingsEndpoint(Recordings recordings, Executor threads, CallStart calls) {
  private static final int LIMIT = 1_000;

  /** Its routes, and who may use them. */
  public List<HttpRoute> routes() {
    var path = "/admin/skills/{name}/recordings";
    return List.of(
        new HttpRoute(GET, path, only(OPERATOR), this::list),
        new HttpRoute(GET, path + "/{id}", only(OPERATOR), this::show),
        new HttpRoute(POST, "/admin/skills/{name}/replay", only(OPERATOR), this::replay));
  }

  /** {@code GET .../recordings/{id}}. */
  void show(HttpExchange exchange) {
    exchange.when(recordings.show(exchange.path("name"), exchange.path("id")), exchange::json);
  }

  /** {@code GET .../recordings}. */
  void list(HttpExchange exchange) {
    list(exchange, exchange.path("name"));
  }

  private void list(HttpExchange exchange, String skill) {
    exchange.when(
        recordings.newest(skill, LIMIT),
        all -> {
          var json = Json.object();
          var data = json.putArray("data");
          for (var each : all) {
            data.addObject()
                .put("id", each.id())
                .put("at", each.at().toString())
                .put("version", each.version())
                .put("revision", each.revision())
                .put("outcome", each.outcome())
                .put("bytes", each.bytes());
          }
          exchange.json(json);
        });
  }

  /** {@code POST .../replay}. */
  void replay(HttpExchange exchange) {
    var call = calls.begin(exchange);
    var forget = call.onCancel(() -> exchange.fail(call.reason()));
    exchange
        .tree(calls.settings().bodyLimit(), Json::request)
        .onComplete(_ -> forget.run())
        .onSuccess(
            body ->
                exchange.attempt(call, () -> replay(exchange, call, exchange.path("name"), body)))
        .onFailure(exchange::fail);
  }

  private void replay(HttpExchange exchange, Call call, String skill, ObjectNode root) {
    var id = root.path("id");
    if (!id.isString()) {
      throw Fault.invalid("id", "missing (expected: one of GET /admin/skills/NAME/recordings)");
    }
    var version = root.path("version").asString("");
    exchange.when(
        CompletableFuture.supplyAsync(
            () -> recordings.replay(skill, id.asString(), version, call), threads),
        comparison -> exchange.json(json(id.asString(), comparison)));
  }

  private static ObjectNode json(String id, Recordings.ReplayComparison comparison) {
    var json =
        Json.object()
            .put("id", id)
            .put("recorded", comparison.recorded())
            .put("replayed", comparison.replayed())
            .put("same_revision", comparison.recorded().equals(comparison.replayed()))
            .put("equal", comparison.equal());
    json.set("result", comparison.result());
    return json.put("prompt_diff", comparison.promptDiff())
        .put("result_diff", comparison.resultDiff());
  }
}
