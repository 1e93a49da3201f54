package dev.tutti.console;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.savedview.SavedView;
import dev.tutti.savedview.SavedViews;
import java.time.InstantSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /console/saved-views}: saved views of who asks, and those that are for everybody;
 * {@code PUT /console/saved-views/{name}} saves one, {@code DELETE} removes one's own. What is for
 * everybody is saved and removed by operators, and audited.
 */
record ViewsEndpoint(SavedViews views, InstantSource clock) implements Endpoint {
  private static final int LONGEST_BODY = 64 << 10;

  @Override
  public void answer(HttpExchange exchange) {
    var owner = owner(exchange);
    exchange.when(
        views.seen(owner),
        seen -> {
          var json = Json.object();
          var data = json.putArray("data");
          seen.forEach(view -> data.add(json(view, owner)));
          told(exchange, json);
        });
  }

  private static String owner(HttpExchange exchange) {
    return exchange.principal().caller().owner();
  }

  private static ObjectNode json(SavedView view, String owner) {
    return Json.object()
        .put("name", view.name())
        .put("path", view.path())
        .put("shared", view.shared())
        .put("own", view.owner().equals(owner))
        .put("by", view.by())
        .put("at", view.at().toString());
  }

  private static void told(HttpExchange exchange, ObjectNode json) {
    PageHeaders.write(exchange).putHeader("cache-control", "no-store");
    exchange.json(json);
  }

  /** Saves one, in the place of the one of its name. */
  void save(HttpExchange exchange) {
    exchange
        .tree(LONGEST_BODY, Json::request)
        .onSuccess(body -> exchange.attempt(() -> save(exchange, body)))
        .onFailure(exchange::fail);
  }

  private void save(HttpExchange exchange, ObjectNode body) {
    var who = exchange.principal();
    var view =
        SavedView.read(
            owner(exchange), exchange.path("name").strip(), body, who.label(), clock.instant());
    exchange.when(views.save(view, who), saved -> told(exchange, json(saved, saved.owner())));
  }

  /** Removes one of one's own. */
  void remove(HttpExchange exchange) {
    var owner = owner(exchange);
    var name = exchange.path("name").strip();
    exchange.when(
        views.remove(owner, name, exchange.principal(), clock.instant()),
        there -> {
          if (!there) {
            exchange.fail(
                Fault.of(
                        FaultCode.INVALID_REQUEST,
                        "view \"%s\" is not here (expected: the name of one of yours)"
                            .formatted(name))
                    .status(404));
          } else {
            told(exchange, Json.object().put("removed", true));
          }
        });
  }
}
