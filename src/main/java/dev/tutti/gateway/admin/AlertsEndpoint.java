package dev.tutti.gateway.admin;

import dev.tutti.alert.Alerts;
import dev.tutti.alert.Delivery;
import dev.tutti.chat.Json;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /admin/alerts}: the latest 100, and how far each has come to whom. */
public record AlertsEndpoint(Alerts alerts) implements Endpoint {

  @Override
  public void answer(HttpExchange exchange) {
    var counts = alerts.counts();
    var answer = Json.object().put("held_back", counts.heldBack()).put("dropped", counts.dropped());
    var data = answer.putArray("data");
    alerts.latest().forEach(report -> data.add(json(report)));
    exchange.json(answer);
  }

  private static ObjectNode json(Alerts.Report report) {
    var json = report.message().json().deepCopy();
    json.put("id", report.message().id());
    var deliveries = json.putArray("deliveries");
    report.deliveries().forEach(each -> deliveries.add(json(each)));
    return json;
  }

  /** The address is shown as its origin: the rest of it may be a secret. */
  private static ObjectNode json(Delivery delivery) {
    var progress = delivery.progress();
    return Json.object()
        .put("webhook", delivery.origin())
        .put("state", progress.state().name().toLowerCase(Locale.ROOT))
        .put("tries", progress.tries())
        .put("last", progress.last());
  }
}
