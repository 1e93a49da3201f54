package dev.tutti.task.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.store.StepJournal.JournalStep;
import dev.tutti.task.store.TaskStateTable.AttemptFence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the file of steps, and when. */
class StepJournalTest {
  private static final int MEBIBYTE = 1 << 20;

  @TempDir private Path folder;
  private Path file = Path.of("");
  private final AttemptFence fence = new AttemptFence("task_a", 2, "node");

  @BeforeEach
  void name() {
    file = folder.resolve("steps.jsonl");
  }

  private void add(StepJournal journal, String name, String value) {
    journal.add(fence, name, "hash", StepResult.of(Json.valueOf(value)));
  }

  /** What the next run of the server finds. */
  private List<JournalStep> left() {
    try (var next = StepJournal.open(file)) {
      return next.left();
    }
  }

  private List<String> names() {
    return left().stream().map(JournalStep::name).toList();
  }

  @Test
  void a_step_is_there_until_the_database_has_it() throws IOException {
    try (var journal = StepJournal.open(file)) {
      add(journal, "model-1", "钱");
      assertThat(left())
          .containsExactly(
              new JournalStep(fence, "model-1", "hash", StepResult.of(Json.valueOf("钱"))));
      add(journal, "model-2", "x");
      journal.kept(fence, "model-1");
      assertThat(names()).contains("model-2");
      journal.kept(fence, "model-2");
      assertThat(Files.size(file)).as("nothing stays that is erased elsewhere").isZero();
      add(journal, "model-3", "y");
      assertThat(names()).containsExactly("model-3");
    }
  }

  @Test
  void the_file_stays_small_while_steps_come_and_go() throws IOException {
    try (var journal = StepJournal.open(file)) {
      add(journal, "first", "z");
      for (int i = 0; i < 20; i++) {
        add(journal, "large-" + i, "z".repeat(MEBIBYTE));
        journal.kept(fence, "large-" + i);
      }
      assertThat(Files.size(file)).isLessThan(6L * MEBIBYTE);
      assertThat(names()).contains("first");
      for (int i = 0; i < 20; i++) {
        add(journal, "held-" + i, "z".repeat(MEBIBYTE));
      }
      assertThat(Files.size(file)).as("what is too much is left out").isLessThan(24L * MEBIBYTE);
    }
  }

  @Test
  void what_an_earlier_run_has_left_is_there_and_goes() throws IOException {
    try (var journal = StepJournal.open(file)) {
      add(journal, "model-1", "x");
    }
    try (var journal = StepJournal.open(file)) {
      assertThat(names()).containsExactly("model-1");
      journal.clear();
      assertThat(Files.size(file)).isZero();
      add(journal, "model-2", "y");
      assertThat(names()).containsExactly("model-2");
    }
  }
}
