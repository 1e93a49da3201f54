package dev.tutti.gateway.admin;

import dev.tutti.alert.Alerts;
import dev.tutti.alert.engine.AlertEngine;
import dev.tutti.alert.engine.WatchedGroup;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * {@code GET /admin/alerts}: what is watched, alerts first, and the latest 100 messages; {@code GET
 * /admin/alerts/{id}}: why one is as it is.
 */
public record AlertsEndpoint(Alerts alerts, AlertEngine engine) {
  private static final int MOST_STATES = 1_000;
  private static final int MOST_CHANGES = 200;
  private static final int MOST_MESSAGES = 50;

  /** {@code GET /admin/alerts}. */
  public void list(HttpExchange exchange) {
    var json = new AlertJson(engine);
    var answer = Json.object();
    var states = answer.putArray("alerts");
    engine.watched().stream().limit(MOST_STATES).forEach(each -> states.add(json.state(each)));
    var counts = alerts.counts();
    answer.put("held_back", counts.heldBack()).put("dropped", counts.dropped());
    var data = answer.putArray("data");
    alerts.latest().forEach(report -> data.add(AlertJson.message(report)));
    exchange.json(answer);
  }

  /** {@code GET /admin/alerts/{id}}. */
  public void one(HttpExchange exchange) {
    var id = exchange.path("id");
    var group = engine.find(id).orElseThrow(() -> unknown(id));
    exchange.when(
        engine
            .changes(id, MOST_CHANGES)
            .thenCombine(
                engine.messages(group, MOST_MESSAGES),
                (changes, messages) -> answer(group, changes, messages)),
        exchange::json);
  }

  private static Fault unknown(String id) {
    return Fault.of(FaultCode.INVALID_REQUEST, "alert \"%s\": is not watched".formatted(id))
        .status(404);
  }

  private JsonNode answer(
      WatchedGroup group, List<JsonNode> changes, List<Alerts.Report> messages) {
    var answer = new AlertJson(engine).state(group);
    answer.set("rule_in_force", AlertJson.rule(group.rule()));
    var told = answer.putArray("changes");
    changes.forEach(told::add);
    var sent = answer.putArray("messages");
    messages.forEach(each -> sent.add(AlertJson.message(each)));
    return answer;
  }
}
