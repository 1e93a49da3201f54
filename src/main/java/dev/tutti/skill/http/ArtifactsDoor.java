package dev.tutti.skill.http;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.http.AnswerHeaders;
import dev.tutti.http.Visit;
import dev.tutti.skill.api.Artifact;
import dev.tutti.skill.tool.Artifacts;
import io.vertx.core.http.HttpHeaders;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/artifacts}: the files that executions have written, for their owners. */
record ArtifactsDoor(Artifacts artifacts) {
  /** {@code GET /v1/artifacts?execution=req_...}. */
  void list(Visit visit) {
    var execution =
        visit
            .query("execution")
            .orElseThrow(
                () -> Fault.invalid("execution", "is missing (expected: x-tutti-request-id)"));
    visit.when(
        artifacts.of(visit.principal().caller().owner(), execution),
        all -> {
          var json = Json.object().put("object", "list");
          var data = json.putArray("data");
          all.forEach(each -> data.add(json(each)));
          visit.json(json);
        });
  }

  /** {@code GET /v1/artifacts/{id}}. */
  void show(Visit visit) {
    find(visit, artifact -> visit.json(json(artifact)));
  }

  /** {@code GET /v1/artifacts/{id}/content}. */
  void content(Visit visit) {
    find(visit, artifact -> send(visit, artifact));
  }

  private void find(Visit visit, Consumer<Artifact> then) {
    var id = visit.path("id");
    visit.when(
        artifacts.find(visit.principal().caller().owner(), id),
        found ->
            then.accept(
                found.orElseThrow(
                    () ->
                        Fault.of(FaultCode.INVALID_REQUEST, "artifact " + id + " is not there")
                            .status(404))));
  }

  /** As a download: what a model has written must not run in a browser on our own address. */
  private void send(Visit visit, Artifact artifact) {
    var name = URLEncoder.encode(artifact.name(), StandardCharsets.UTF_8).replace("+", "%20");
    visit
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, artifact.type())
        .putHeader("content-disposition", "attachment; filename*=UTF-8''" + name)
        .putHeader("x-content-type-options", "nosniff")
        .putHeader(AnswerHeaders.REQUEST_ID, visit.id())
        .sendFile(artifacts.path(artifact.id()).toString())
        .onFailure(visit::fail);
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
