package dev.tutti.task.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.task.line.Admission;
import dev.tutti.task.line.LineEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastingTasksTest {
  private final LastingTasks lasting = new LastingTasks("batch"::equals);

  private static LineEntry entry(String id, String owner, String kind) {
    var work = new LineEntry.EntryWork(kind, "", "", 1, false);
    return new LineEntry(id, 1, owner, 0, 0, Long.MAX_VALUE, 0, work);
  }

  @Test
  void batches_leave_a_quarter_of_the_workers_to_others() {
    for (var id : List.of("1", "2", "3", "4", "5")) {
      var batch = entry(id, "anna", "batch");
      assertThat(lasting.hold(batch, 7)).as(id).isEmpty();
      lasting.begun(batch);
    }
    assertThat(lasting.hold(entry("6", "anna", "batch"), 7))
        .hasValueSatisfying(
            held -> {
              var hold = (Admission.Held) held;
              assertThat(hold.key()).isEqualTo("lasting anna");
              assertThat(hold.hold().word()).isEqualTo("lasting");
              assertThat(hold.hold().text()).contains("5 tasks", "at most 5 of 7");
            });
    assertThat(lasting.hold(entry("7", "bert", "chat"), 7)).isEmpty();
    lasting.begun(entry("7", "bert", "chat"));
    lasting.ended("7");
    assertThat(lasting.hold(entry("8", "bert", "batch"), 7)).isPresent();
    lasting.ended("3");
    assertThat(lasting.hold(entry("8", "bert", "batch"), 7)).isEmpty();
  }

  @Test
  void a_single_worker_runs_batches() {
    assertThat(lasting.hold(entry("1", "anna", "batch"), 1)).isEmpty();
    lasting.begun(entry("1", "anna", "batch"));
    assertThat(lasting.hold(entry("2", "anna", "batch"), 1)).isPresent();
  }
}
