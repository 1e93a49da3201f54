package dev.tutti.cooperation.run;

import dev.tutti.cooperation.member.CooperationRun;
import java.time.Duration;

/** Shares of a run's time. */
final class PanelTime {
  private static final int QUARTERS = 4;

  private PanelTime() {}

  /** Three quarters of what is left. */
  static Duration beforeAnotherStage(CooperationRun run) {
    return run.remaining().multipliedBy(QUARTERS - 1L).dividedBy(QUARTERS);
  }

  /** An equal share of what is left for one of so many stages. */
  static Duration ofStages(CooperationRun run, int stages) {
    return run.remaining().dividedBy(Math.max(1, stages));
  }
}
