package dev.tutti.gateway.admin;

import dev.tutti.change.ChangeJson;
import dev.tutti.change.Changes;
import dev.tutti.change.CurrentConfiguration;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.Page;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** {@code /admin/config}: what is in force and why, what was changed, and the way back. */
public final class ConfigEndpoint {
  private static final int LONGEST_BODY = 1 << 10;

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
    var values = answer.putArray("values");
    now.values()
        .forEach(
            each ->
                values
                    .addObject()
                    .put("path", each.path())
                    .put("value", each.value())
                    .put("origin", each.origin()));
    var changed = answer.putArray("changes");
    now.overlay().changes().values().forEach(each -> changed.add(ChangeJson.of(each)));
    var conflicts = answer.putArray("conflicts");
    now.conflicts().forEach(conflicts::add);
    var refused = answer.putArray("refused");
    now.refused().forEach(refused::add);
    Revisions.answer(exchange, now.overlay().revision(), answer);
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
