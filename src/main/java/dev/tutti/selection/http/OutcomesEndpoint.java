package dev.tutti.selection.http;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.security.Audit;
import dev.tutti.security.AuditEvent;
import dev.tutti.selection.analysis.PromptAnalyzer;
import dev.tutti.selection.outcome.ForgottenOutcomes;
import dev.tutti.selection.outcome.OutcomeLines;
import dev.tutti.selection.outcome.OutcomeRow;
import dev.tutti.selection.outcome.RoutingOutcomes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** {@code POST} and {@code DELETE /admin/routing/outcomes}. */
public record OutcomesEndpoint(
    RoutingOutcomes outcomes, PromptAnalyzer analyzer, Audit audit, InstantSource clock) {
  private static final int LONGEST_BODY = 32 << 20;

  /** Learns from lines of outcomes; answered when they are on disk and learned. */
  public void learn(HttpExchange exchange) {
    var who = exchange.principal().label();
    var learned =
        exchange
            .body(LONGEST_BODY)
            .compose(bytes -> exchange.loop().offload(() -> rows(bytes)))
            .toCompletionStage()
            .thenCompose(
                rows ->
                    outcomes
                        .learn(rows)
                        .thenCompose(_ -> audit.note(event(who, "routing.learn", rows.size())))
                        .thenApply(_ -> RoutingOutcomes.summary(rows)));
    exchange.when(learned, exchange::json);
  }

  private List<OutcomeRow> rows(byte[] bytes) {
    return RoutingOutcomes.rows(
        OutcomeLines.read(bytes), analyzer, clock.instant(), RoutingOutcomes.FILE);
  }

  private AuditEvent event(String who, String what, int rows) {
    return new AuditEvent(clock.instant(), who, what, rows + " rows");
  }

  /** Forgets outcomes of a model, of a source, or from before a time. */
  public void forget(HttpExchange exchange) {
    var model = exchange.query("model").orElse("");
    var source = exchange.query("source").orElse("");
    var before = exchange.query("before").map(OutcomesEndpoint::instant);
    if (model.isEmpty() && source.isEmpty() && before.isEmpty()) {
      throw Fault.invalid(
          "model", "is missing, as are source and before (expected: at least one of them)");
    }
    var which =
        new ForgottenOutcomes(
            model, source, before.orElseGet(() -> clock.instant().plusSeconds(1)));
    var who = exchange.principal().label();
    var gone =
        outcomes
            .forget(which)
            .thenCompose(
                count -> audit.note(event(who, "routing.forget", count)).thenApply(_ -> count));
    exchange.when(gone, count -> exchange.json(Json.object().put("forgotten", count)));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException _) {
      throw Fault.invalid("before", text + " (expected: a time such as 2026-11-01T00:00:00Z)");
    }
  }
}
