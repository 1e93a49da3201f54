package dev.tutti.ledger;

import dev.tutti.call.Attempt;
import dev.tutti.call.AttemptTotals;
import dev.tutti.call.CacheUse;
import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallSubject;
import dev.tutti.call.CallTail.Occasion;
import dev.tutti.call.Caller;
import dev.tutti.call.Degradation;
import dev.tutti.call.FlowStep;
import dev.tutti.call.Saving;
import dev.tutti.call.SkillRevision;
import dev.tutti.call.Trace;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A call, as it ended for its caller.
 *
 * @param started when it began
 * @param asked what was asked for, and by whom
 * @param end how it ended
 * @param answer what was given in the place of an upstream's answer, if anything
 * @param spans where its time went
 * @param spent what its attempts used and cost
 * @param way to its deployments, and through its conversation
 */
record CallRecord(
    Instant started,
    Asked asked,
    CallEnd end,
    Substitute answer,
    Spans spans,
    Spent spent,
    CallWay way)
    implements LedgerRecord {
  /** The name of all models that there are not: else callers would fill tables with their own. */
  private static final String UNKNOWN_MODEL = "(unknown)";

  @Override
  public Instant time() {
    return started;
  }

  /**
   * End of a call; attempts that were made for others, too, may go on behind it.
   *
   * @param total how long it took
   */
  record Ending(Instant at, Duration total, CallEnd end) {}

  /** What was asked for, and by whom. */
  record Asked(
      String call,
      String trace,
      Caller caller,
      CallSubject subject,
      SkillRevision skill,
      Occasion occasion) {}

  /**
   * What was given in the place of an upstream's answer.
   *
   * @param cache what the response cache did, empty where it is off
   * @param degraded what was given instead of an answer, empty for the answer itself
   * @param coalesced whether it is another call's answer
   */
  record Substitute(String cache, String degraded, boolean coalesced) {
    static Substitute of(Call call) {
      return new Substitute(
          call.cacheUse().map(CacheUse::result).map(CacheUse.Result::word).orElse(""),
          call.degraded().map(Degradation::word).orElse(""),
          call.isShared());
    }
  }

  /**
   * Where the time went.
   *
   * @param timing in all, and until the first content of the attempt that answered, what came
   *     before it included
   * @param turns waits for turns in a session
   * @param limits waits for limits of the caller and of the model
   * @param places waits for limits and places of deployments
   * @param retries waits between attempts
   * @param overhead what neither an upstream nor a wait explains
   */
  record Spans(
      Timing timing,
      Duration turns,
      Duration limits,
      Duration places,
      Duration retries,
      Duration overhead) {

    static Spans of(Call call, Duration total) {
      var places = Duration.ZERO;
      for (var attempt : call.attempts()) {
        places = places.plus(attempt.waited().orElse(Duration.ZERO));
      }
      var first = firstToken(call);
      var waits = call.tail().waits();
      var slept = call.decision().slept();
      var waited = waits.turns().plus(waits.limits()).plus(slept);
      var rest = total.minus(waited).minus(underWay(call.attempts()));
      return new Spans(
          first.map(each -> Timing.of(total, each)).orElseGet(() -> Timing.of(total)),
          waits.turns(),
          waits.limits(),
          places,
          slept,
          rest.isNegative() ? Duration.ZERO : rest);
    }

    /** Time for which an attempt waited or was served; those of several members overlap. */
    private static Duration underWay(List<Attempt> attempts) {
      long sum = 0;
      long end = Long.MIN_VALUE;
      for (var attempt : inOrder(attempts)) {
        var length =
            attempt.waited().orElse(Duration.ZERO).plus(attempt.served().orElse(Duration.ZERO));
        long from = Math.max(end, attempt.began());
        end = Math.max(from, attempt.began() + length.toNanos());
        sum += end - from;
      }
      return Duration.ofNanos(sum);
    }

    private static List<Attempt> inOrder(List<Attempt> attempts) {
      return attempts.size() < 2
          ? attempts
          : attempts.stream().sorted(Comparator.comparingLong(Attempt::began)).toList();
    }

    /** From the beginning of the call to the first content of the attempt that has answered. */
    private static Optional<Duration> firstToken(Call call) {
      if (call.attempts().isEmpty()) {
        return Optional.empty();
      }
      var answering = call.attempts().getLast();
      long before = Math.max(0, answering.began() - call.began());
      return answering.timeToFirstToken().map(time -> time.plusNanos(before));
    }
  }

  /**
   * What its own attempts used and cost.
   *
   * @param saved what need not be used nor paid
   */
  record Spent(AttemptTotals totals, Saved saved) {
    static Spent of(Call call, Prices prices) {
      return new Spent(AttemptTotals.of(call.ownAttempts()), Saved.of(call.savings(), prices));
    }
  }

  /**
   * Tokens of any kind and nano-dollars that need not be spent: answers of the cache and of other
   * calls, and lighter prompts.
   */
  record Saved(long tokens, long nanoDollars) {
    static Saved of(List<Saving> savings, Prices prices) {
      long tokens = 0;
      long nanos = 0;
      for (var each : savings) {
        tokens += each.usage().total();
        nanos += prices.cost(each.target(), each.usage()).knownNanoDollars();
      }
      return new Saved(tokens, nanos);
    }
  }

  /** The end user may be named beside the request or in it; what stands beside it counts. */
  private static Caller caller(Caller caller, CallSubject subject) {
    return caller.user().isEmpty() && !subject.user().isEmpty()
        ? caller.forUser(subject.user())
        : caller;
  }

  static CallRecord of(Ending ending, Call call, CallSubject subject, Prices prices) {
    var spans = Spans.of(call, ending.total);
    var spent = Spent.of(call, prices);
    return new CallRecord(
        ending.at.minus(ending.total),
        new Asked(
            call.id(),
            call.trace().map(Trace::id).orElse(""),
            caller(call.caller(), subject),
            isUnknown(call, ending.end) ? subject.withModel(UNKNOWN_MODEL) : subject,
            call.skill(),
            call.tail().occasion()),
        ending.end,
        Substitute.of(call),
        spans,
        spent,
        CallWay.of(call, () -> settled(call, ending, spent)));
  }

  private static FlowStep settled(Call call, Ending ending, Spent spent) {
    long at = call.began() + ending.total.toNanos();
    var usage = spent.totals.usage();
    var details =
        Json.object()
            .put("outcome", ending.end.outcome())
            .put("input_tokens", usage.input())
            .put("output_tokens", usage.output())
            .put("cost", new Cost.Known(spent.totals.nanoDollars()).dollars());
    return FlowStep.of(FlowStep.Kind.SETTLED, at, at, details);
  }

  /**
   * Whether the model's name is no name here; a deployment that was asked has one, also if gone.
   */
  private static boolean isUnknown(Call call, CallEnd end) {
    return end.outcome().equals(FaultCode.MODEL_NOT_FOUND.code()) && call.attempts().isEmpty();
  }
}
