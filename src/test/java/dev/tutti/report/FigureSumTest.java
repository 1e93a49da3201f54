package dev.tutti.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FigureSumTest {
  private static final SubjectRows CALLS = SubjectRows.of(FigureSubject.CALL);

  /** Calls as they were added up before waits were told by their kind. */
  private static byte[] former(int calls) {
    var to = Varints.empty();
    to.put(1);
    for (int i = 0; i < CALLS.counts().size(); i++) {
      to.put(i == 0 ? calls : 0);
    }
    for (int i = 0; i < 5; i++) {
      var durations = new DistributionBuilder();
      durations.addBucket(DurationBuckets.of(200), calls);
      durations.addSum(200L * calls);
      durations.write(to);
    }
    return to.written();
  }

  @Test
  void calls_that_were_added_up_before_have_waited_for_nothing_in_particular() {
    var sum = new FigureSum(CALLS);
    sum.addWritten(former(3));
    sum.addWritten(former(4));
    var calls = sum.calls();
    assertThat(calls.guardWait().count()).isEqualTo(7);
    assertThat(calls.limitWait().count()).isEqualTo(7);
    assertThat(calls.limitWait().percentile(95)).isEqualTo(OptionalLong.of(0));
    assertThat(calls.turnWait().sum()).isZero();
    var again = new FigureSum(CALLS);
    again.addWritten(sum.written());
    assertThat(again.calls()).usingRecursiveComparison().isEqualTo(calls);
  }
}
