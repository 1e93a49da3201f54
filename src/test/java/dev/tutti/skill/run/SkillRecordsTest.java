package dev.tutti.skill.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.followup.FollowUpDecision;
import dev.tutti.ledger.Prices;
import dev.tutti.skill.TestingTime;
import dev.tutti.skill.api.Execution;
import dev.tutti.skill.api.SkillListener;
import dev.tutti.skill.api.SkillResult;
import dev.tutti.skill.api.TestingRelease;
import dev.tutti.skill.test.ThreadLoop;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What counts for or against a version. */
class SkillRecordsTest {
  private static final SkillResult.Mode FULL =
      new SkillResult.Mode(false, FollowUpDecision.Kind.NEW_TOPIC, 1, "", "");

  /** What the key may not do or use, or that the caller left, says nothing of a version. */
  private static final Set<FaultCode> CALLERS =
      EnumSet.of(
          FaultCode.AUTHENTICATION,
          FaultCode.PERMISSION,
          FaultCode.REQUEST_TOO_LARGE,
          FaultCode.BUDGET_EXCEEDED,
          FaultCode.NOT_CACHED,
          FaultCode.CANCELLED,
          FaultCode.STORE_UNAVAILABLE);

  @Test
  void what_fails_counts_against_a_version_unless_it_is_the_callers() {
    var time = new TestingTime();
    var records = new SkillRecords(time, new SimpleMeterRegistry(), Prices::shipped);
    var skill = TestingRelease.skill("1.0.0", "Hi");
    try (var loop = new ThreadLoop()) {
      for (var code : FaultCode.values()) {
        long before = records.last();
        var call = new Call("c", Caller.ANONYMOUS, loop, Duration.ofSeconds(1));
        var execution = new Execution(skill, call, 1, SkillListener.NOBODY);
        records.failed(execution, FULL, Fault.of(code, "x"), Duration.ofMillis(5));
        var done = records.after("hello", skill.version(), before).done().getFirst();
        assertThat(done.failed()).as(code.code()).isEqualTo(!CALLERS.contains(code));
        assertThat(done.counts()).as(code.code()).isEqualTo(done.failed());
      }
    }
    try (var loop = new ThreadLoop()) {
      long before = records.last();
      var call = new Call("c", Caller.ANONYMOUS, loop, Duration.ofSeconds(1));
      var own = Fault.of(FaultCode.RATE_LIMITED, "of the caller's key").byCallerLimit();
      var execution = new Execution(skill, call, 1, SkillListener.NOBODY);
      records.failed(execution, FULL, own, Duration.ofMillis(5));
      var done = records.after("hello", skill.version(), before).done().getFirst();
      assertThat(done.failed()).as("a limit of the caller's own").isFalse();
    }
    var figures = SkillFigures.of(records.since("hello", skill.version(), Instant.EPOCH));
    assertThat(figures.failed()).isEqualTo(FaultCode.values().length - CALLERS.size());
  }
}
