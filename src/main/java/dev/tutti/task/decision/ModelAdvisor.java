package dev.tutti.task.decision;

import dev.tutti.call.Caller;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.routing.BackgroundCalls;
import dev.tutti.task.api.TaskSettings.RetryDecisions;
import dev.tutti.task.api.TaskSpendingLimits.TaskAmount;
import dev.tutti.task.decision.RetryAdvice.RetryChoice;
import dev.tutti.task.line.UsageWindow;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A model that is asked where one is configured, a few questions at once, until those of the latest
 * day have cost what they may: when everything fails at the same time, most is left to the rules.
 * Thread-safe.
 */
public final class ModelAdvisor implements RetryAdvisor {
  /** Stands for the path of an endpoint in what is recorded of these calls. */
  private static final String ENDPOINT = "task";

  private static final int AT_ONCE = 4;
  private static final int LONGEST_REASON = 300;
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final Supplier<BackgroundCalls> calls;
  private final Supplier<RetryDecisions> settings;
  private final InstantSource clock;
  private final MeterRegistry registry;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final UsageWindow day = new UsageWindow(Duration.ofDays(1), 24);

  /**
   * Advisor by the settings of the moment.
   *
   * @param calls what asks models; looked at when one is asked
   */
  public ModelAdvisor(
      Supplier<BackgroundCalls> calls,
      Supplier<RetryDecisions> settings,
      InstantSource clock,
      MeterRegistry registry) {
    this.calls = calls;
    this.settings = settings;
    this.clock = clock;
    this.registry = registry;
  }

  @Override
  public Optional<RetryAdvice> advise(RetryQuestion question) {
    var now = settings.get();
    if (!now.asks(question.failures())) {
      return Optional.empty();
    }
    if (spent() >= now.costPerDay() || !places.tryAcquire()) {
      count("skipped");
      return Optional.empty();
    }
    var cost = new AtomicLong();
    try {
      var advice = ask(question, now, cost);
      count(advice.choice().word());
      return Optional.of(advice);
    } catch (RuntimeException e) {
      count("failed");
      throw new UnansweredQuestion(e, cost.get());
    } finally {
      places.release();
    }
  }

  private void count(String outcome) {
    registry.counter("tutti.tasks.decisions", "outcome", outcome).increment();
  }

  private synchronized long spent() {
    return day.sum(clock.millis()).nanoDollars();
  }

  @Override
  public void remember(Instant at, long nanoDollars) {
    spend(at.toEpochMilli(), nanoDollars);
  }

  private synchronized void spend(long at, long nanoDollars) {
    day.add(at, clock.millis(), new TaskAmount(0, nanoDollars, 0));
  }

  private RetryAdvice ask(RetryQuestion question, RetryDecisions now, AtomicLong cost) {
    LongConsumer spent =
        nanoDollars -> {
          spend(clock.millis(), nanoDollars);
          cost.addAndGet(nanoDollars);
        };
    var longest = question.left().compareTo(now.timeout()) < 0 ? question.left() : now.timeout();
    var request = question.to(now.model());
    var answer = calls.get().ask(request, Caller.ANONYMOUS, ENDPOINT, longest, spent);
    return advice(Json.tree(answer.text()), now.model(), answer.nanoDollars());
  }

  /**
   * The stack has held the answer against its schema where the model can; it is read all the same.
   */
  private static RetryAdvice advice(JsonNode said, String model, long nanoDollars) {
    var word = said.path("decision").asString("");
    var choice =
        Stream.of(RetryChoice.values())
            .filter(each -> each.word().equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    Fault.of(
                        FaultCode.INVALID_OUTPUT,
                        "decision: \"%s\" (expected: retry, wait or give_up)"
                            .formatted(cut(word))));
    long seconds = Math.clamp(said.path("wait_seconds").asLong(0), 0, LONGEST_PAUSE.toSeconds());
    var pause = choice == RetryChoice.WAIT ? Duration.ofSeconds(seconds) : Duration.ZERO;
    return new RetryAdvice(
        choice, pause, cut(said.path("reason").asString("")), model, nanoDollars);
  }

  private static String cut(String text) {
    return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "..." : text;
  }
}
