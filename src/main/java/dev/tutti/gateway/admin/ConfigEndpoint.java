package dev.tutti.gateway.admin;

import dev.tutti.change.ChangeJson;
import dev.tutti.change.Changes;
import dev.tutti.change.CurrentConfiguration;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.config.Effective;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.Page;
import java.util.HashMap;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/config}: what is in force and why, what was changed, and the way back. */
public final class ConfigEndpoint {
  private static final int LONGEST_BODY = 1 << 10;
  private static final String YAML = "application/yaml; charset=utf-8";
  private static final String VALUE = "value";
  private static final String ORIGIN = "origin";

  private final Changes changes;
  private final Supplier<CurrentConfiguration> inForce;

  /**
   * Endpoints for the whole configuration.
   *
   * @param inForce that of the moment
   */
  public ConfigEndpoint(Changes changes, Supplier<CurrentConfiguration> inForce) {
    this.changes = changes;
    this.inForce = inForce;
  }

  /** {@code GET}. */
  public void show(HttpExchange exchange) {
    var now = inForce.get();
    var answer = Json.object();
    values(now, answer);
    var changed = answer.putArray("changes");
    now.overlay().changes().values().forEach(each -> changed.add(ChangeJson.of(each)));
    var conflicts = answer.putArray("conflicts");
    now.conflicts().forEach(conflicts::add);
    var refused = answer.putArray("refused");
    now.refused().forEach(refused::add);
    Revisions.answer(exchange, now.overlay().revision(), answer);
  }

  /** Values in force; of those that a change gives, what the file says in their place, too. */
  private static void values(CurrentConfiguration now, ObjectNode answer) {
    var covered = now.covered();
    var ids = new HashMap<String, Long>();
    now.overlay().changes().values().forEach(each -> ids.put(each.origin(), each.id()));
    var values = answer.putArray("values");
    for (var each : now.values()) {
      var json = value(values.addObject(), each);
      var file = covered.remove(each.path());
      var change = ids.get(each.origin());
      if (change != null) {
        json.put("change", change);
      }
      if (file != null && !file.origin().equals(each.origin())) {
        json.putObject("written").put(VALUE, file.value()).put(ORIGIN, file.origin());
      }
    }
    var hidden = answer.putArray("hidden");
    covered.values().forEach(each -> value(hidden.addObject(), each));
  }

  private static ObjectNode value(ObjectNode into, Effective value) {
    return into.put("path", value.path()).put(VALUE, value.value()).put(ORIGIN, value.origin());
  }

  /** {@code GET /file}: what is in force, as a file would say it. */
  public void file(HttpExchange exchange) {
    var now = inForce.get();
    exchange.text(
        YAML,
        "# Revision %d; *** stands for a secret.\n".formatted(now.overlay().revision())
            + now.yaml());
  }

  /** {@code GET /history}: the newest changes first. */
  public void history(HttpExchange exchange) {
    var page = Page.of(exchange);
    var revision = changes.overlay().revision();
    exchange.when(
        changes.history(page.before(), page.limit()),
        newest -> {
          var answer = Json.object();
          var data = answer.putArray("data");
          newest.forEach(each -> data.add(ChangeJson.of(each)));
          Revisions.answer(exchange, revision, answer);
        });
  }

  /** {@code POST /rollback}. */
  public void rollback(HttpExchange exchange) {
    var author = Revisions.author(exchange);
    exchange
        .tree(LONGEST_BODY, Json::request)
        .onSuccess(
            body ->
                exchange.attempt(
                    () ->
                        exchange.when(
                            changes.rollback(revision(body), author),
                            result ->
                                Revisions.answer(
                                    exchange, result.revision(), ChangeJson.of(result)))))
        .onFailure(exchange::fail);
  }

  private static long revision(JsonNode asked) {
    var to = asked.path("to");
    if (!to.isIntegralNumber() || !to.canConvertToLong() || asked.size() != 1) {
      throw Fault.invalid("to", "%s (expected: {\"to\": REVISION})".formatted(asked));
    }
    return to.asLong();
  }
}
