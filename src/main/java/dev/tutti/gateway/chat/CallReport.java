package dev.tutti.gateway.chat;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.chat.Json;
import dev.tutti.chat.Outcome;
import dev.tutti.ledger.Cost;
import dev.tutti.ledger.Prices;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Report on a call in a member {@code tutti} of its answer's body: how it is degraded, if it is,
 * and everything for a caller that asks with {@code x-tutti-explain: 1}. Used on the call's loop.
 *
 * @param explain whether the caller asks for everything
 * @param prices the prices of this moment
 */
public record CallReport(Call call, boolean explain, Supplier<Prices> prices) {
  /** The member of an answer. */
  public static final String MEMBER = "tutti";

  private static final String DEGRADED = "degraded";
  private static final String ROUTING = "routing";

  /** Report in the first chunk of a stream; often nothing. */
  public Optional<ObjectNode> first() {
    var json = Json.object();
    call.degraded().ifPresent(how -> json.put(DEGRADED, how.word()));
    if (explain) {
      call.tail().routing().decision().ifPresent(route -> json.set(ROUTING, route));
    }
    return Optional.of(json).filter(said -> !said.isEmpty());
  }

  /** Report in a last chunk of a stream; nothing unless the caller asks. */
  public Optional<ObjectNode> last() {
    return explain ? Optional.of(json()) : Optional.empty();
  }

  /** Report in an answer in one piece; often nothing. */
  public Optional<ObjectNode> whole() {
    return last().or(this::first);
  }

  private ObjectNode json() {
    var attempts = call.attempts();
    var json = Json.object().put("request_id", call.id());
    if (!attempts.isEmpty()) {
      var last = attempts.getLast().target();
      json.put("deployment", last.deployment()).put("model", last.model());
    }
    var array = json.putArray("attempts");
    attempts.forEach(each -> array.add(json(each)));
    json.put("latency_ms", call.elapsed().toMillis());
    cost().ifPresent(dollars -> json.put("cost_usd", dollars));
    call.degraded().ifPresent(how -> json.put(DEGRADED, how.word()));
    call.tail().routing().decision().ifPresent(route -> json.set(ROUTING, route));
    return json;
  }

  private static ObjectNode json(Attempt attempt) {
    return Json.object()
        .put("deployment", attempt.target().deployment())
        .put("outcome", attempt.outcome().map(Outcome::word).orElse("running"))
        .put("duration_ms", attempt.duration().orElse(Duration.ZERO).toMillis());
  }

  /** Cost of all attempts together; empty when the price of one is not known. */
  private Optional<BigDecimal> cost() {
    long sum = 0;
    for (var attempt : call.attempts()) {
      var outcome = attempt.outcome();
      if (outcome.isPresent()) {
        switch (prices.get().cost(attempt, outcome.get())) {
          case Cost.Known(long nanoDollars) -> sum += nanoDollars;
          case Cost.Unknown() -> {
            return Optional.empty();
          }
        }
      }
    }
    return Optional.of(new Cost.Known(sum).dollars());
  }
}
