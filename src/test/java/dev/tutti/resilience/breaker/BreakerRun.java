package dev.tutti.resilience.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.resilience.breaker.BreakerModel.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The real breakers beside the model: every step is taken by both, then they are compared. */
final class BreakerRun {
  private static final DeploymentId TARGET = new DeploymentId("p", "m");
  private static final ChatRequest REQUEST = ChatRequest.builder("m").user("Hi").build();

  private final TestingLoop loop = new TestingLoop();
  private final Breakers breakers = new Breakers(BreakerSettings.DEFAULT, loop::nanos);
  private final BreakerModel model = new BreakerModel();
  private final Call call = new Call("id", Caller.ANONYMOUS, loop, Duration.ofDays(1_000));
  private final List<UnderWay> underWay = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  /** What can happen; every step makes sense at any time, so that steps can be left out. */
  sealed interface Step {
    /** An attempt asks to pass. */
    record Admit() implements Step {}

    /** One of those under way ends, if there is one; {@code which} wraps around. */
    record Settle(int which, End end) implements Step {}

    /** Time passes. */
    record Wait(Duration time) implements Step {}

    /** An operator resets the breaker. */
    record Reset() implements Step {}

    /** Nobody else is left to ask. */
    record LastResort() implements Step {}
  }

  private record UnderWay(Attempt attempt, BreakerModel.Passed passed, boolean probe) {}

  BreakerRun() {
    breakers.listen((_, before, now, _) -> told.add(before + " -> " + now));
  }

  /** The state that the breaker is in. */
  String state() {
    return breakers.status(TARGET).state();
  }

  /**
   * @throws AssertionError when the two disagree after it
   */
  void take(Step step) {
    var before = model.state();
    var left = breakers.status(TARGET).left();
    told.clear();
    switch (step) {
      case Step.Admit _ -> admit();
      case Step.Settle(int which, End end) -> settle(which, end);
      case Step.Wait(Duration time) -> loop.advance(time);
      case Step.Reset _ -> reset();
      case Step.LastResort _ -> {
        breakers.probeBest(List.of(TARGET));
        model.probe();
      }
    }
    compare(before);
    assertInvariants(step, before, left);
  }

  private void admit() {
    var attempt = call.attempt(TARGET);
    boolean passes = breakers.admit(REQUEST, call, attempt).succeeded();
    assertThat(passes).as("passes").isEqualTo(model.lets(now()));
    if (passes) {
      var passed = model.pass();
      underWay.add(new UnderWay(attempt, passed, model.state().equals("half_open")));
    }
  }

  private void settle(int which, End end) {
    if (!underWay.isEmpty()) {
      var one = underWay.remove(which % underWay.size());
      one.attempt.settle(outcome(end));
      model.end(one.passed, end, now());
    }
  }

  private void reset() {
    if (breakers.reset(TARGET)) {
      model.reset();
      underWay.replaceAll(each -> new UnderWay(each.attempt, each.passed, false));
    }
  }

  private void compare(String before) {
    var status = breakers.status(TARGET);
    assertThat(status.state()).as("state").isEqualTo(model.state());
    assertThat(status.left()).as("time left").isEqualTo(model.left(now()));
    assertThat(breakers.permits(TARGET)).as("permits").isEqualTo(model.lets(now()));
    assertThat(breakers.rests(TARGET)).as("rests").isEqualTo(model.rests(now()));
    assertThat(told)
        .as("told to listeners")
        .isEqualTo(
            before.equals(model.state()) ? List.of() : List.of(before + " -> " + model.state()));
  }

  /** What must hold whatever the model says. */
  private void assertInvariants(Step step, String before, Duration left) {
    var after = breakers.status(TARGET);
    if (after.state().equals("half_open")) {
      assertThat(underWay.stream().filter(UnderWay::probe)).as("probes").hasSizeLessThan(2);
    } else {
      underWay.replaceAll(each -> new UnderWay(each.attempt, each.passed, false));
    }
    switch (step) {
      case Step.Settle(_, End end) -> {
        boolean opened = !before.equals("open") && after.state().equals("open");
        assertThat(opened && !(end instanceof End.Failure)).as("opened by %s", end).isFalse();
        boolean closed = before.equals("half_open") && after.state().equals("closed");
        if (!closed) {
          assertThat(after.left()).as("time left").isGreaterThanOrEqualTo(left);
        }
      }
      case Step.Wait(Duration time) ->
          assertThat(after.left()).as("time left").isGreaterThanOrEqualTo(left.minus(time));
      case Step.Admit _ ->
          assertThat(after.state().equals("open") && !before.equals("open")).isFalse();
      case Step.Reset _, Step.LastResort _ -> assertThat(after.left()).as("time left").isZero();
    }
  }

  private Duration now() {
    return Duration.ofNanos(loop.nanos());
  }

  private static Outcome outcome(End end) {
    return switch (end) {
      case End.Success _ -> new Outcome.Completed(Usage.NONE);
      case End.Failure(Duration delay) -> failed(delay.isZero() ? fault() : fault().after(delay));
      case End.Callers _ -> failed(Fault.of(FaultCode.INVALID_REQUEST, "x"));
      case End.Limited(Duration delay) ->
          failed(Fault.of(FaultCode.RATE_LIMITED, "x").after(delay));
      case End.LimitedSomehow _ -> failed(Fault.of(FaultCode.RATE_LIMITED, "x"));
      case End.QuotaSpent _ -> failed(Fault.of(FaultCode.INSUFFICIENT_QUOTA, "x"));
    };
  }

  private static Fault fault() {
    return Fault.of(FaultCode.OVERLOADED, "x");
  }

  private static Outcome failed(Fault fault) {
    return new Outcome.Failed(fault, Usage.NONE);
  }
}
