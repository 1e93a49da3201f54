package dev.tutti.gateway.admin;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.routing.health.ModelProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /admin/models/test}: whether models answer, and how fast. */
public record ModelTestEndpoint(Supplier<ModelCatalog> catalog, ModelProbe probe)
    implements Endpoint {
  private static final int LONGEST_BODY = 64 << 10;
  private static final int MOST = 100;

  @Override
  public void answer(HttpExchange exchange) {
    exchange
        .tree(LONGEST_BODY, ModelTestEndpoint::names)
        .onSuccess(names -> exchange.attempt(() -> test(exchange, names)))
        .onFailure(exchange::fail);
  }

  private void test(HttpExchange exchange, List<String> names) {
    var models = catalog.get();
    var asked = names.isEmpty() ? models.aliases() : names;
    exchange.when(
        probe.run(models::members, asked, exchange.loop()).toCompletionStage(),
        results -> exchange.json(json(results)));
  }

  private static List<String> names(byte[] body) {
    if (body.length == 0) {
      return List.of();
    }
    var asked = Json.request(body).path("models");
    if (!asked.isMissingNode() && (!asked.isArray() || asked.size() > MOST)) {
      throw Fault.invalid("models", "expected: a list of at most %d names".formatted(MOST));
    }
    var names = new ArrayList<String>();
    for (var each : asked) {
      if (!each.isString()) {
        throw Fault.invalid("models", each + " (expected: the name of a model)");
      }
      names.add(each.asString());
    }
    return names;
  }

  private static ObjectNode json(Map<String, ModelProbe.Result> results) {
    var answer = Json.object();
    results.forEach(
        (name, result) -> {
          var one = put(answer.putObject(name), result.whole());
          if (result.deployments().size() > 1) {
            var each = one.putObject("deployments");
            result.deployments().forEach((key, tested) -> put(each.putObject(key), tested));
          }
        });
    return answer;
  }

  private static ObjectNode put(ObjectNode into, ModelProbe.Tested tested) {
    return into.put("accessible", tested.accessible())
        .put("latency_ms", tested.took().toNanos() / 1e6)
        .put("error", tested.error().isEmpty() ? null : tested.error());
  }
}
