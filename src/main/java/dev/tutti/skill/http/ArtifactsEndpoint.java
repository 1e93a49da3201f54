package dev.tutti.skill.http;

import static dev.tutti.http.Permission.keyed;
import static io.vertx.core.http.HttpMethod.GET;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.http.AnswerHeaders;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.HttpRoute;
import dev.tutti.skill.api.Artifact;
import dev.tutti.skill.tool.Artifacts;
import io.vertx.core.http.HttpHeaders;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/artifacts}: the files that executions have written, for their owners. */
public record ArtifactsEndpoint(Artifacts artifacts) {

  /** Its routes, and who may use them. */
  public List<HttpRoute> routes() {
    return List.of(
        new HttpRoute(GET, "/v1/artifacts", keyed(), this::list),
        new HttpRoute(GET, "/v1/artifacts/{id}", keyed(), this::show),
        new HttpRoute(GET, "/v1/artifacts/{id}/content", keyed(), this::content));
  }

  /** {@code GET /v1/artifacts?execution=req_...}. */
  void list(HttpExchange exchange) {
    var execution =
        exchange
            .query("execution")
            .orElseThrow(
                () -> Fault.invalid("execution", "is missing (expected: x-tutti-request-id)"));
    exchange.when(
        artifacts.of(exchange.principal().caller().owner(), execution),
        all -> {
          var json = Json.object().put("object", "list");
          var data = json.putArray("data");
          all.forEach(each -> data.add(json(each)));
          exchange.json(json);
        });
  }

  /** {@code GET /v1/artifacts/{id}}. */
  void show(HttpExchange exchange) {
    find(exchange, artifact -> exchange.json(json(artifact)));
  }

  /** {@code GET /v1/artifacts/{id}/content}. */
  void content(HttpExchange exchange) {
    find(exchange, artifact -> send(exchange, artifact));
  }

  private void find(HttpExchange exchange, Consumer<Artifact> then) {
    var id = exchange.path("id");
    exchange.when(
        artifacts.find(exchange.principal().caller().owner(), id),
        found ->
            then.accept(
                found.orElseThrow(
                    () ->
                        Fault.of(FaultCode.INVALID_REQUEST, "artifact " + id + " is not there")
                            .status(404))));
  }

  /** As a download: what a model has written must not run in a browser on our own address. */
  private void send(HttpExchange exchange, Artifact artifact) {
    var name = URLEncoder.encode(artifact.name(), StandardCharsets.UTF_8).replace("+", "%20");
    exchange
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, artifact.type())
        .putHeader("content-disposition", "attachment; filename*=UTF-8''" + name)
        .putHeader("x-content-type-options", "nosniff")
        .putHeader(AnswerHeaders.REQUEST_ID, exchange.id())
        .sendFile(artifacts.path(artifact.id()).toString())
        .onFailure(exchange::fail);
  }

  static ObjectNode json(Artifact artifact) {
    return Json.object()
        .put("id", artifact.id())
        .put("object", "artifact")
        .put("execution", artifact.execution())
        .put("skill", artifact.skill())
        .put("name", artifact.name())
        .put("type", artifact.type())
        .put("bytes", artifact.bytes())
        .put("sha256", artifact.sha256())
        .put("created_at", artifact.created().getEpochSecond())
        .put("expires_at", artifact.expires().getEpochSecond())
        .put("url", "/v1/artifacts/" + artifact.id() + "/content");
  }
}
