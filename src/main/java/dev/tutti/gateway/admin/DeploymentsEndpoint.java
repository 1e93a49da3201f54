package dev.tutti.gateway.admin;

import dev.tutti.call.DeploymentId;
import dev.tutti.change.Author;
import dev.tutti.change.ChangeResult;
import dev.tutti.change.Changes;
import dev.tutti.change.Effect;
import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.routing.balance.Traffic;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/deployments}: which deployments get calls, and how many are on their way. */
public final class DeploymentsEndpoint {
  private final Changes changes;
  private final Supplier<ModelCatalog> catalog;
  private final Traffic traffic;

  /**
   * Endpoints for all deployments.
   *
   * @param catalog the models of the moment
   */
  public DeploymentsEndpoint(Changes changes, Supplier<ModelCatalog> catalog, Traffic traffic) {
    this.changes = changes;
    this.catalog = catalog;
    this.traffic = traffic;
  }

  /** {@code GET}: those that can be listed, and those that are drained. */
  public void list(HttpExchange exchange) {
    var targets = new TreeMap<String, DeploymentId>();
    for (var entry : catalog.get().entries()) {
      if (entry.id().startsWith(entry.owner() + "/")) {
        var model = entry.id().substring(entry.owner().length() + 1);
        targets.put(entry.id(), new DeploymentId(entry.owner(), model));
      }
    }
    var now = changes.overlay();
    for (var change : now.changes().values()) {
      if (change.effect() instanceof Effect.Drained) {
        targets.put(change.subject().name(), change.subject().target());
      }
    }
    var answer = Json.object();
    var data = answer.putArray("data");
    targets.values().forEach(target -> data.add(json(target)));
    Revisions.answer(exchange, now.revision(), answer);
  }

  private ObjectNode json(DeploymentId target) {
    var json =
        Json.object()
            .put("deployment", target.deployment())
            .put("provider", target.provider())
            .put("model", target.model())
            .put("in_flight", traffic.inFlight(target));
    var change = changes.overlay().draining(target);
    json.put("drained", change.isPresent());
    change.ifPresent(
        each -> json.put("drained_by", each.who()).put("drained_at", each.at().toString()));
    return json;
  }

  /** {@code POST /{provider}/{model...}/drain}: no new calls. */
  public void drain(HttpExchange exchange) {
    change(exchange, changes::drain);
  }

  /** {@code POST /{provider}/{model...}/resume}: calls again. */
  public void resume(HttpExchange exchange) {
    change(exchange, changes::resume);
  }

  private interface Change {
    CompletableFuture<ChangeResult> make(DeploymentId target, Author by);
  }

  private void change(HttpExchange exchange, Change change) {
    var target = new DeploymentId(exchange.path("provider"), exchange.path("model"));
    exchange.when(
        change.make(target, Revisions.author(exchange)),
        result -> Revisions.answer(exchange, result.revision(), json(target)));
  }
}
