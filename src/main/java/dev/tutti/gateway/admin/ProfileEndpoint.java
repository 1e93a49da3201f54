package dev.tutti.gateway.admin;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.monitor.ProfileResult;
import dev.tutti.monitor.Profiler;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /admin/profile}, which begins to look where the time goes, and {@code GET}, which
 * says how far that is and what came of it.
 */
public record ProfileEndpoint(Profiler profiler) {
  private static final int LONGEST_BODY = 1_024;
  private static final int MOST_SECONDS = 600;
  private static final int USUAL_SECONDS = 30;

  /** {@code POST /admin/profile}. */
  public void start(HttpExchange exchange) {
    exchange
        .tree(LONGEST_BODY, ProfileEndpoint::seconds)
        .onSuccess(
            seconds ->
                exchange.attempt(
                    () -> {
                      profiler.start(Duration.ofSeconds(seconds));
                      show(exchange);
                    }))
        .onFailure(exchange::fail);
  }

  private static int seconds(byte[] body) {
    var seconds = body.length == 0 ? Json.object() : Json.request(body);
    var value = seconds.path("seconds");
    int number = value.isMissingNode() ? USUAL_SECONDS : value.asInt(0);
    if (number < 1 || number > MOST_SECONDS) {
      throw Fault.invalid(
          "seconds", "%s (expected: a whole number from 1 to %d)".formatted(value, MOST_SECONDS));
    }
    return number;
  }

  /** {@code GET /admin/profile}. */
  public void show(HttpExchange exchange) {
    var state = profiler.state();
    var answer = Json.object().put("running", state.running());
    answer.put("seconds_left", state.left().toMillis() / 1e3);
    if (!state.failure().isEmpty()) {
      answer.put("failure", state.failure());
    }
    if (!state.running()) {
      profiler.result().ifPresent(result -> put(answer.putObject("result"), result));
    }
    exchange.json(answer);
  }

  private static void put(ObjectNode to, ProfileResult result) {
    to.put("began", result.began().toString())
        .put("seconds", result.length().toMillis() / 1e3)
        .put("samples", result.samples())
        .put("pauses_ms", result.pauses().toNanos() / 1e6)
        .put("file", result.file());
    put(to, "methods", result.methods());
    put(to, "callers", result.callers());
    put(to, "allocations", result.allocations());
  }

  private static void put(ObjectNode to, String name, List<ProfileResult.Share> shares) {
    var list = to.putArray(name);
    shares.forEach(each -> list.addObject().put("name", each.name()).put("share", each.share()));
  }
}
