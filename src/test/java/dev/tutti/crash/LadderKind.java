package dev.tutti.crash;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.security.Principal;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskKind;
import dev.tutti.task.api.TaskRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** Kind {@code ladder}: asks an upstream once for each rung, one after the other. */
public final class LadderKind implements TaskKind {
  private final HttpClient http = HttpClient.newHttpClient();
  private final int life = Integer.getInteger("crash.life", 0);

  @Override
  public String name() {
    return "ladder";
  }

  @Override
  public ObjectNode inputSchema() {
    return Json.object().put("type", "object");
  }

  @Override
  public void check(ObjectNode input, Principal principal) {
    if (!input.path("key").isString() || !input.path("rungs").isInt()) {
      throw Fault.invalid("input", "no ladder (expected: key, rungs, url)");
    }
  }

  @Override
  public ObjectNode run(TaskRun run) throws Exception {
    int rungs = run.input().path("rungs").asInt();
    for (int rung = 1; rung <= rungs; rung++) {
      var place = run.input().path("key").asString() + "/" + rung;
      run.step("rung-" + rung, place, () -> StepResult.of(Json.valueOf(ask(run, place))));
    }
    return Json.object().put("rungs", rungs);
  }

  /** The upstream hears which life of the server asks. */
  private String ask(TaskRun run, String place) throws InterruptedException {
    var url = run.input().path("url").asString() + "/" + life + "/" + place;
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw Fault.of(FaultCode.CONNECTION, "the upstream does not answer: " + e.getMessage());
    }
  }
}
