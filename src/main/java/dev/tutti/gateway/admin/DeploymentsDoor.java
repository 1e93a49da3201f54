package dev.tutti.gateway.admin;

import dev.tutti.call.Target;
import dev.tutti.change.Author;
import dev.tutti.change.Changed;
import dev.tutti.change.Effect;
import dev.tutti.chat.Json;
import dev.tutti.http.Visit;
import dev.tutti.routing.Directory;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/deployments}: which deployments get calls, and how many are on their way. */
public final class DeploymentsDoor {
  private final Reconfiguration office;
  private final Supplier<Directory> directory;

  public DeploymentsDoor(Reconfiguration office, Supplier<Directory> directory) {
    this.office = office;
    this.directory = directory;
  }

  /** {@code GET}: those that can be listed, and those that are drained. */
  public void list(Visit visit) {
    var targets = new TreeMap<String, Target>();
    for (var entry : directory.get().entries()) {
      if (entry.id().startsWith(entry.owner() + "/")) {
        var model = entry.id().substring(entry.owner().length() + 1);
        targets.put(entry.id(), new Target(entry.owner(), model));
      }
    }
    var now = office.inForce().get().overlay();
    for (var change : now.changes().values()) {
      if (change.effect() instanceof Effect.Drained) {
        targets.put(change.subject().name(), change.subject().target());
      }
    }
    var answer = Json.object();
    var data = answer.putArray("data");
    targets.values().forEach(target -> data.add(json(target)));
    Revisions.answer(visit, now.revision(), answer);
  }

  private ObjectNode json(Target target) {
    var json =
        Json.object()
            .put("deployment", target.deployment())
            .put("provider", target.provider())
            .put("model", target.model())
            .put("in_flight", office.inFlight().applyAsInt(target));
    var change = office.changes().overlay().draining(target);
    json.put("drained", change.isPresent());
    change.ifPresent(
        each -> json.put("drained_by", each.who()).put("drained_at", each.at().toString()));
    return json;
  }

  /** {@code POST /{provider}/{model...}/drain}: no new calls. */
  public void drain(Visit visit) {
    change(visit, office.changes()::drain);
  }

  /** {@code POST /{provider}/{model...}/resume}: calls again. */
  public void resume(Visit visit) {
    change(visit, office.changes()::resume);
  }

  private interface Change {
    CompletableFuture<Changed> make(Target target, Author by);
  }

  private void change(Visit visit, Change change) {
    var target = new Target(visit.path("provider"), visit.path("model"));
    visit.when(
        change.make(target, Revisions.author(visit)),
        changed -> Revisions.answer(visit, changed.revision(), json(target)));
  }
}
