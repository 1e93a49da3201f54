package dev.tutti.resilience.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.resilience.breaker.BreakerModel.End;
import dev.tutti.resilience.breaker.BreakerRun.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Random histories of a breaker, in virtual time, against a model of it. Each run draws a new seed
 * and prints it; {@code -Dbreaker.seed=N} repeats one. A history that goes wrong is cut down to
 * steps of which none can be left out.
 */
class BreakerModelTest {
  private static final int HISTORIES = 1_000;
  private static final int STEPS = 120;
  private static final Logger CHANGES = Logger.getLogger(Breakers.class.getName());

  /** They change a hundred thousand times here. */
  @BeforeAll
  static void beQuiet() {
    CHANGES.setLevel(Level.OFF);
  }

  @AfterAll
  static void speakAgain() {
    CHANGES.setLevel(null);
  }

  @Test
  void every_history_goes_as_the_model_says(TestReporter reporter) {
    long seed = Long.getLong("breaker.seed", new Random().nextLong());
    reporter.publishEntry("breaker.seed", Long.toString(seed));
    var random = new Random(seed);
    for (int i = 0; i < HISTORIES; i++) {
      var steps = history(random);
      if (problem(steps).isPresent()) {
        var least = shrunk(steps);
        throw new AssertionError(
            "breaker.seed=%d%n%s%n%s".formatted(seed, lines(least), problem(least).orElseThrow()));
      }
    }
  }

  /** The model is a measure only if histories reach every state, and many of them. */
  @Test
  void histories_reach_every_state() {
    var random = new Random(1);
    int open = 0;
    int halfOpen = 0;
    int closedAgain = 0;
    for (int i = 0; i < 200; i++) {
      var seen = states(history(random));
      open += seen.contains("open") ? 1 : 0;
      halfOpen += seen.contains("half_open") ? 1 : 0;
      int half = seen.indexOf("half_open");
      closedAgain += half >= 0 && seen.subList(half, seen.size()).contains("closed") ? 1 : 0;
    }
    assertThat(List.of(open, halfOpen, closedAgain)).allMatch(each -> each >= 40);
  }

  private static List<String> states(List<Step> steps) {
    var run = new BreakerRun();
    var seen = new ArrayList<String>();
    for (var step : steps) {
      run.take(step);
      seen.add(run.state());
    }
    return seen;
  }

  private static List<Step> history(Random random) {
    var steps = new ArrayList<Step>();
    boolean sick = random.nextBoolean();
    for (int i = 0; i < STEPS; i++) {
      sick = random.nextInt(15) == 0 ? !sick : sick;
      steps.add(step(random, sick));
    }
    return steps;
  }

  private static Step step(Random random, boolean sick) {
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> new Step.Admit();
      case 9, 10, 11, 12, 13, 14, 15 -> new Step.Settle(random.nextInt(100), end(random, sick));
      case 16, 17 -> new Step.Wait(Duration.ofMillis(random.nextInt(5_000)));
      case 18 -> new Step.Wait(Duration.ofSeconds(random.nextInt(130)));
      default -> rare(random);
    };
  }

  private static Step rare(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> new Step.Reset();
      case 1 -> new Step.LastResort();
      default -> new Step.Admit();
    };
  }

  private static End end(Random random, boolean sick) {
    return switch (random.nextInt(12)) {
      case 0 -> new End.Callers();
      case 1 -> new End.Limited(delay(random));
      case 2 -> new End.LimitedSomehow();
      case 3 -> random.nextInt(6) == 0 ? new End.QuotaSpent() : new End.Callers();
      case 4 -> new End.Failure(delay(random));
      case 5 -> sick ? new End.Success() : new End.Failure(Duration.ZERO);
      default -> sick ? new End.Failure(Duration.ZERO) : new End.Success();
    };
  }

  /** Mostly some seconds, at times none, at times beyond every bound. */
  private static Duration delay(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> Duration.ZERO;
      case 1 -> Duration.ofSeconds(random.nextInt(2_000));
      default -> Duration.ofMillis(random.nextInt(20_000));
    };
  }

  private static Optional<AssertionError> problem(List<Step> steps) {
    var run = new BreakerRun();
    try {
      steps.forEach(run::take);
      return Optional.empty();
    } catch (AssertionError e) {
      return Optional.of(e);
    }
  }

  /** Leaves out one step after the other while it still goes wrong. */
  private static List<Step> shrunk(List<Step> steps) {
    for (int i = 0; i < steps.size(); i++) {
      var fewer = new ArrayList<>(steps);
      fewer.remove(i);
      if (problem(fewer).isPresent()) {
        return shrunk(fewer);
      }
    }
    return steps;
  }

  private static String lines(List<Step> steps) {
    return String.join("\n", steps.stream().map(Step::toString).toList());
  }
}
