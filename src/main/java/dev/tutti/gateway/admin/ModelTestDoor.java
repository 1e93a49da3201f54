package dev.tutti.gateway.admin;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.Door;
import dev.tutti.http.Visit;
import dev.tutti.routing.Directory;
import dev.tutti.routing.health.ModelTests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /admin/models/test}: whether models answer, and how fast. */
public record ModelTestDoor(Supplier<Directory> directory, ModelTests tests) implements Door {
  private static final int LONGEST_BODY = 64 << 10;
  private static final int MOST = 100;

  @Override
  public void answer(Visit visit) {
    visit
        .tree(LONGEST_BODY, ModelTestDoor::names)
        .onSuccess(names -> visit.attempt(() -> test(visit, names)))
        .onFailure(visit::fail);
  }

  private void test(Visit visit, List<String> names) {
    var models = directory.get();
    var asked = names.isEmpty() ? models.aliases() : names;
    visit.when(
        tests.run(models::members, asked, visit.loop()).toCompletionStage(),
        results -> visit.json(json(results)));
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

  private static ObjectNode json(Map<String, ModelTests.Result> results) {
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

  private static ObjectNode put(ObjectNode into, ModelTests.Tested tested) {
    return into.put("accessible", tested.accessible())
        .put("latency_ms", tested.took().toNanos() / 1e6)
        .put("error", tested.error().isEmpty() ? null : tested.error());
  }
}
