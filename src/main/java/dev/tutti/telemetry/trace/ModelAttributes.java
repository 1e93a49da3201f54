package dev.tutti.telemetry.trace;

import dev.tutti.call.Attempt;
import dev.tutti.call.AttemptTotals;
import dev.tutti.call.CacheUse;
import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallSubject;
import dev.tutti.call.Degradation;
import dev.tutti.telemetry.GenAi;
import java.math.BigDecimal;
import java.time.Duration;

/** Attributes of the span of a logical call, by the conventions for generative AI. */
final class ModelAttributes {
  private ModelAttributes() {}

  /** What was asked, who has answered, and what that took of all attempts together. */
  static SpanAttributes of(GenAi names, Call call, CallSubject asked, String outcome) {
    var attributes =
        SpanAttributes.none()
            .text(GenAi.OPERATION, asked.operation().wire())
            .text(GenAi.REQUEST_MODEL, asked.model())
            .text(GenAi.CONVERSATION, call.caller().session())
            .text("tutti.cache", cache(call))
            .text("tutti.degraded", call.degraded().map(Degradation::word).orElse(""))
            .flag("tutti.coalesced", call.coalesced());
    names.stream().ifPresent(name -> attributes.flag(name, asked.streamed()));
    if (!outcome.equals(CallEnd.COMPLETED)) {
      attributes.text("error.type", outcome);
    }
    if (!call.attempts().isEmpty()) {
      last(names, attributes, call, call.attempts().getLast());
    }
    spent(names, attributes, call);
    return attributes;
  }

  private static String cache(Call call) {
    return call.cacheUse().map(CacheUse::result).map(CacheUse.Result::word).orElse("");
  }

  private static void last(GenAi names, SpanAttributes attributes, Call call, Attempt last) {
    attributes
        .text(GenAi.PROVIDER, last.target().provider())
        .text(GenAi.RESPONSE_MODEL, last.target().model());
    var first = last.timeToFirstToken();
    var name = names.timeToFirstChunk();
    if (first.isPresent() && name.isPresent()) {
      var until = Duration.ofNanos(last.began() - call.began()).plus(first.get());
      attributes.decimal(name.get(), Seconds.of(until));
    }
  }

  /** Tokens are counted here alone, so that nobody adds up those of attempts and of their call. */
  private static void spent(GenAi names, SpanAttributes attributes, Call call) {
    var totals = AttemptTotals.of(call.ownAttempts());
    var usage = totals.usage();
    if (!usage.isNone()) {
      attributes
          .number(GenAi.INPUT_TOKENS, usage.input())
          .number(GenAi.OUTPUT_TOKENS, usage.output())
          .number(GenAi.CACHE_READ_TOKENS, usage.cachedInput())
          .number(names.cacheWriteTokens(), usage.cacheWrite());
      names.reasoningTokens().ifPresent(name -> attributes.number(name, usage.reasoning()));
    }
    if (totals.unpriced() < totals.attempts()) {
      attributes.decimal("tutti.cost", BigDecimal.valueOf(totals.nanoDollars(), 9).doubleValue());
    }
  }
}
