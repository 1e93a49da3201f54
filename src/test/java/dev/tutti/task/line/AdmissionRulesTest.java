package dev.tutti.task.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.task.api.TaskSettings;
import dev.tutti.task.api.TaskSpendingLimits.TaskAmount;
import dev.tutti.task.line.LineEntry.EntryWork;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class AdmissionRulesTest {
  private static final WorkForecast FORECAST =
      new WorkForecast() {
        @Override
        public TaskAmount need(EntryWork work) {
          return TaskAmount.NONE;
        }

        @Override
        public double processors(EntryWork work) {
          return work.subject().equals("light") ? 0.1 : 1;
        }
      };

  private double heap;
  private double load;
  private final AdmissionRules rules =
      new AdmissionRules(
          new AdmissionRules.Machine(() -> heap, () -> load, 4),
          new TaskSpending(InstantSource.system()),
          new AdaptiveConcurrency(InstantSource.system()),
          FORECAST);

  private static LineEntry entry(String id, String subject, boolean computes) {
    var work = new EntryWork("work", subject, "", 1, computes);
    return new LineEntry(id, 1, "me", 0, 0, Long.MAX_VALUE, 0, work);
  }

  private String ask(LineEntry entry) {
    return switch (rules.ask(entry, TaskSettings.DEFAULT, false)) {
      case Admission.Now _ -> "now";
      case Admission.Full full -> "full: " + full.hold().word();
      case Admission.Held held -> held.hold().text();
    };
  }

  @Test
  void what_computes_takes_four_fifths_of_the_processors_before_any_load_is_measured() {
    for (var id : new String[] {"a", "b", "c"}) {
      assertThat(ask(entry(id, "heavy", true))).isEqualTo("now");
    }
    assertThat(ask(entry("d", "heavy", true)))
        .isEqualTo("tasks that run keep 3.0 processors busy, this one 1.0 (at most 3.2)");
    assertThat(ask(entry("e", "light", true))).as("it keeps a tenth of one busy").isEqualTo("now");
    assertThat(ask(entry("f", "heavy", false))).as("it waits for others").isEqualTo("now");
    rules.ended(entry("a", "heavy", true));
    assertThat(ask(entry("d", "heavy", true))).isEqualTo("now");
  }

  @Test
  void a_task_that_takes_more_than_there_is_may_run_as_the_only_one() {
    var small =
        new AdmissionRules(
            new AdmissionRules.Machine(() -> 0, () -> 0, 1),
            new TaskSpending(InstantSource.system()),
            new AdaptiveConcurrency(InstantSource.system()),
            FORECAST);
    assertThat(small.ask(entry("a", "heavy", true), TaskSettings.DEFAULT, false))
        .isEqualTo(Admission.NOW);
    assertThat(small.ask(entry("b", "light", true), TaskSettings.DEFAULT, false))
        .isInstanceOf(Admission.Held.class);
  }

  @Test
  void a_machine_that_is_busy_holds_what_computes_and_a_full_heap_everything() {
    load = 0.9;
    assertThat(ask(entry("a", "light", true)))
        .isEqualTo("90 % of the processors are busy (at most 80)");
    assertThat(ask(entry("b", "", false))).isEqualTo("now");
    heap = 0.9;
    assertThat(ask(entry("c", "", false))).isEqualTo("full: heap");
  }
}
