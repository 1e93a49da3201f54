package dev.tutti.telemetry.trace;

import dev.tutti.call.Attempt;
import dev.tutti.call.CacheUse;
import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallSubject;
import dev.tutti.call.Degradation;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.telemetry.GenAi;
import java.time.Duration;

/** Attributes of the span of a logical call, by the conventions for generative AI. */
final class ModelAttributes {
  private static final double NANO = 1e-9;

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
    if (!call.coalesced()) {
      spent(names, attributes, call);
    }
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
    var usage = Usage.NONE;
    long nanoDollars = 0;
    boolean priced = false;
    for (var attempt : call.attempts()) {
      usage = usage.plus(attempt.outcome().map(Outcome::usage).orElse(Usage.NONE));
      nanoDollars += attempt.cost().orElse(0L);
      priced |= attempt.cost().isPresent();
    }
    if (!usage.isNone()) {
      attributes
          .number(GenAi.INPUT_TOKENS, usage.input())
          .number(GenAi.OUTPUT_TOKENS, usage.output())
          .number(GenAi.CACHE_READ_TOKENS, usage.cachedInput())
          .number(names.cacheWriteTokens(), usage.cacheWrite());
      long reasoning = usage.reasoning();
      names.reasoningTokens().ifPresent(name -> attributes.number(name, reasoning));
    }
    if (priced) {
      attributes.decimal("tutti.cost", (double) nanoDollars * NANO);
    }
  }
}
