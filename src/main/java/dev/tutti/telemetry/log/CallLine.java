package dev.tutti.telemetry.log;

import dev.tutti.call.AttemptTotals;
import dev.tutti.call.CacheUse;
import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallSubject;
import dev.tutti.call.Trace;
import dev.tutti.call.TraceParent;
import dev.tutti.chat.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/** Fields of the line of a call that has ended. */
final class CallLine {
  private static final double MICROS_OF_A_MILLI = 1e3;

  private CallLine() {}

  static ObjectNode of(Call call, CallSubject subject, CallEnd end) {
    var line = Json.object();
    text(line, "request_id", call.id());
    text(line, "trace_id", call.trace().map(Trace::id).orElse(""));
    text(line, "span_id", call.trace().map(Trace::span).map(TraceParent::spanId).orElse(""));
    text(line, "key_id", call.caller().key());
    text(line, "owner", call.caller().owner());
    text(line, "endpoint", subject.endpoint());
    text(line, "model", subject.model());
    text(line, "skill", call.skill().skill());
    if (!call.attempts().isEmpty()) {
      text(line, "deployment", call.attempts().getLast().target().deployment());
    }
    text(line, "outcome", end.outcome());
    line.put("status", end.status()).put("ms", millis(call.elapsed()));
    text(
        line, "cache", call.cacheUse().map(CacheUse::result).map(CacheUse.Result::word).orElse(""));
    spent(line, call);
    return line;
  }

  private static void text(ObjectNode line, String name, String value) {
    if (!value.isEmpty()) {
      line.put(name, value);
    }
  }

  private static double millis(Duration time) {
    return (double) TimeUnit.NANOSECONDS.toMicros(time.toNanos()) / MICROS_OF_A_MILLI;
  }

  private static void spent(ObjectNode line, Call call) {
    var totals = AttemptTotals.of(call.ownAttempts());
    line.put("attempts", totals.attempts())
        .put("input_tokens", totals.usage().input())
        .put("output_tokens", totals.usage().output())
        .put("cost_usd", BigDecimal.valueOf(totals.nanoDollars(), 9).stripTrailingZeros());
  }
}
