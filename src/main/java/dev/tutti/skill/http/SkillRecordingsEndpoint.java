package dev.tutti.skill.http;

import dev.tutti.call.Call;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.CallStart;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.ServerSettings;
import dev.tutti.skill.test.Recordings;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /admin/skills/{name}/recordings}, {@code .../recordings/{id}} and {@code POST
 * .../replay}: executions that were kept, and what comes of running them again.
 */
record SkillRecordingsEndpoint(SkillServices skills, ServerSettings settings, CallStart calls) {
  private static final int LIMIT = 1_000;

  /** {@code GET .../recordings/{id}}. */
  void show(HttpExchange exchange) {
    exchange.when(
        skills.recordings().show(exchange.path("name"), exchange.path("id")), exchange::json);
  }

  /** {@code GET .../recordings}. */
  void list(HttpExchange exchange) {
    list(exchange, exchange.path("name"));
  }

  private void list(HttpExchange exchange, String skill) {
    exchange.when(
        skills.recordings().newest(skill, LIMIT),
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
        .tree(settings.bodyLimit(), Json::request)
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
            () -> skills.recordings().replay(skill, id.asString(), version, call),
            skills.threads()),
        replayed -> exchange.json(json(id.asString(), replayed)));
  }

  private static ObjectNode json(String id, Recordings.Replayed replayed) {
    var json =
        Json.object()
            .put("id", id)
            .put("recorded", replayed.recorded())
            .put("replayed", replayed.replayed())
            .put("same_revision", replayed.recorded().equals(replayed.replayed()))
            .put("equal", replayed.equal());
    json.set("result", replayed.result());
    return json.put("prompt_diff", replayed.promptDiff()).put("result_diff", replayed.resultDiff());
  }
}
