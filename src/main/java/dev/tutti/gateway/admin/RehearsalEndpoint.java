package dev.tutti.gateway.admin;

import dev.tutti.alert.engine.AlertRuleSettings;
import dev.tutti.alert.engine.Rehearsal;
import dev.tutti.alert.rule.AlertRule;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.report.FigureSource;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /admin/alerts/rules/rehearse}: how often a rule would have fired in the last days,
 * and when, before it is kept. One at a time.
 */
public final class RehearsalEndpoint implements Endpoint {
  private static final int LONGEST_BODY = 64 << 10;
  private static final String RULES = "alert_rules";

  /** Path of names that are not there: a request may name no variable of the environment. */
  private static final List<String> NO_ENVIRONMENT = List.of("changes", "environment");

  private final FigureSource figures;
  private final InstantSource clock;
  private final Semaphore running = new Semaphore(1);

  public RehearsalEndpoint(FigureSource figures, InstantSource clock) {
    this.figures = figures;
    this.clock = clock;
  }

  @Override
  public void answer(HttpExchange exchange) {
    exchange
        .tree(LONGEST_BODY, Json::request)
        .onSuccess(body -> exchange.attempt(() -> rehearse(exchange, body)))
        .onFailure(exchange::fail);
  }

  private void rehearse(HttpExchange exchange, ObjectNode body) {
    int days = days(body);
    var rule = rule(body);
    if (!running.tryAcquire()) {
      throw Fault.of(FaultCode.OVERLOADED, "another rehearsal runs (expected: one at a time)");
    }
    exchange
        .loop()
        .offload(() -> run(rule, days))
        .onComplete(_ -> running.release())
        .onSuccess(exchange::json)
        .onFailure(exchange::fail);
  }

  private static int days(ObjectNode body) {
    var given = body.path("days");
    int days = given.isMissingNode() ? Rehearsal.MOST_DAYS : given.isInt() ? given.asInt() : 0;
    if (days < 1 || days > Rehearsal.MOST_DAYS) {
      throw Fault.invalid("days", "%s (expected: 1 to %d)".formatted(given, Rehearsal.MOST_DAYS));
    }
    body.remove("days");
    return days;
  }

  /** The rule of a body, read as its section of the configuration would be. */
  private static AlertRule rule(ObjectNode body) {
    var name = body.path("name").asString("rehearsal");
    body.remove("name");
    try {
      var read =
          ConfigSource.nothing()
              .with(List.of(RULES, name), body, "request", NO_ENVIRONMENT)
              .read(Map.of(), AlertRuleSettings::read);
      return Objects.requireNonNull(read.rules().get(name));
    } catch (ConfigException e) {
      throw Fault.of(FaultCode.INVALID_REQUEST, String.valueOf(e.getMessage()))
          .at(e.problems().getFirst().path());
    }
  }

  private ObjectNode run(AlertRule rule, int days) {
    Rehearsal.PastAlerts past;
    try {
      past = Rehearsal.of(rule, figures, clock.instant(), days);
    } catch (IllegalArgumentException e) {
      throw Fault.of(FaultCode.INVALID_REQUEST, String.valueOf(e.getMessage()));
    }
    var json =
        Json.object()
            .put("from", past.from().toString())
            .put("to", past.to().toString())
            .put("step_s", past.step().toSeconds())
            .put("groups", past.groups())
            .put("fired", past.alerts().size());
    json.set("rule", AlertJson.rule(rule));
    var data = json.putArray("data");
    for (var each : past.alerts()) {
      var one = data.addObject().put("began", each.began().toString());
      one.put("ended", each.ended() == null ? null : each.ended().toString());
      if (!Double.isNaN(each.value())) {
        one.put("value", each.value());
      }
      var labels = one.putObject("labels");
      each.labels().values().forEach(labels::put);
    }
    return json;
  }
}
