package dev.tutti.cooperation.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Patience;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VoteLearningTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
  private static final long SEED = 3;

  @TempDir Path folder;

  private Store store() {
    return Store.open(StoreSettings.in(folder));
  }

  @Test
  void what_was_learned_outlives_a_restart() {
    var questions = TestingVotes.questions(new Random(SEED), 300, .95, .4, .4);
    var ballot = TestingVotes.ballot(TestingVotes.threshold(0), "m0: A", "m1: B", "m2: B");
    VoteResult before;
    try (var store = store()) {
      var learning = VoteLearning.open(store, CLOCK, _ -> "");
      assertThat(learning.counter().count(ballot).consensus()).contains("B");
      assertThat(learning.learn(questions)).isEqualTo(300);
      before = learning.counter().count(ballot);
      assertThat(before.consensus()).contains("A");
    }
    try (var store = store()) {
      var learning = VoteLearning.open(store, CLOCK, _ -> "");
      assertThat(learning.summary().rows()).isEqualTo(300);
      assertThat(learning.counter().count(ballot)).isEqualTo(before);
    }
  }

  @Test
  void a_file_may_be_learned_twice() {
    var questions = TestingVotes.questions(new Random(SEED), 30, .9, .5);
    try (var store = store()) {
      var learning = VoteLearning.open(store, CLOCK, _ -> "");
      assertThat(learning.learn(questions)).isEqualTo(30);
      assertThat(learning.learn(questions)).isZero();
      assertThat(learning.summary().models())
          .hasEntrySatisfying("m0", each -> assertThat(each.answers()).isEqualTo(30));
      assertThat(learning.summary().taskTypes()).containsEntry("quiz", 30);
    }
  }

  @Test
  void what_another_process_learns_is_followed() {
    try (var store = store();
        var other = Store.attach(StoreSettings.in(folder))) {
      var learning = VoteLearning.open(store, CLOCK, _ -> "");
      VoteLearning.open(other, CLOCK, _ -> "")
          .learn(TestingVotes.questions(new Random(SEED), 30, .9, .5));
      Patience.until(() -> learning.summary().rows() == 30, "the outcomes were read");
    }
  }

  @Test
  void everything_can_be_forgotten() {
    try (var store = store()) {
      var learning = VoteLearning.open(store, CLOCK, _ -> "");
      learning.learn(TestingVotes.questions(new Random(SEED), 30, .9, .5));
      assertThat(learning.forget()).isEqualTo(30);
      assertThat(learning.summary().rows()).isZero();
    }
  }

  @Test
  void measuring_learns_nothing() {
    try (var store = store()) {
      var learning = VoteLearning.open(store, CLOCK, _ -> "");
      var questions = TestingVotes.questions(new Random(SEED), 400, .9, .5, .5);
      var certificate = learning.measure(questions).getFirst();
      assertThat(certificate.crossValidated()).isTrue();
      assertThat(certificate.best().model()).isEqualTo("m0");
      assertThat(certificate.oracle()).isGreaterThan(certificate.learned());
      assertThat(certificate.learned()).isGreaterThanOrEqualTo(certificate.best().accuracy() - .01);
      assertThat(certificate.advice()).anyMatch(each -> each.startsWith("one call is enough"));
      assertThat(learning.summary().rows()).isZero();
    }
  }

  @Test
  void what_was_learned_before_is_what_is_measured() {
    try (var store = store()) {
      var learning = VoteLearning.open(store, CLOCK, _ -> "");
      learning.learn(TestingVotes.questions(new Random(SEED), 400, .9, .5, .5));
      var others = TestingVotes.questions(new Random(SEED + 1), 400, .9, .5, .5);
      var certificate = learning.measure(others).getFirst();
      assertThat(certificate.crossValidated()).isFalse();
      assertThat(certificate.calibrationError()).isLessThan(.06);
      assertThat(certificate.halves().sure()).isGreaterThan(certificate.halves().unsure());
    }
  }

  @Test
  void gold_says_how_answers_are_read() {
    var lines =
        """
        {"question": "How much?", "gold": 18.0, "answers": [{"model": "a", "text": "It is $18."}, {"model": "b", "text": "17"}]}

        {"gold": "F", "answers": {"a": "The answer is (F).", "b": null}}
        {"gold": true, "task_type": "logic", "answers": [{"model": "a", "text": "是"}, {"model": "b", "text": "No."}]}
        {"gold": {"x": 1}, "answers": [{"model": "a", "text": "{\\"x\\": 1.0}"}, {"model": "b", "text": "[]"}]}
        """;
    var rows = TestingVotes.rows(LabelledQuestion.lines(lines, 10));
    assertThat(rows).hasSize(4).allMatch(row -> row.answers().getFirst().isRight());
    assertThat(rows).noneMatch(row -> row.answers().get(1).isRight());
    assertThat(rows.get(1).answers().get(1).abstained()).isTrue();
    assertThat(rows.get(2).taskType()).isEqualTo("logic");
  }

  @Test
  void a_line_that_cannot_be_read_is_named() {
    for (var line :
        List.of(
            "nonsense",
            "[]",
            "{\"answers\": []}",
            "{\"gold\": 1, \"answers\": []}",
            "{\"gold\": 1e999999999, \"answers\": {\"a\": \"1\"}}",
            "{\"gold\": 1}")) {
      assertThatThrownBy(() -> LabelledQuestion.lines("\n" + line, 10))
          .isInstanceOf(Fault.class)
          .hasMessageContaining("lines[2]");
    }
    assertThatThrownBy(() -> LabelledQuestion.lines(" \n", 10)).hasMessageContaining("none");
  }

  @Test
  void a_member_without_whom_the_vote_is_right_as_often_may_be_dropped() {
    try (var store = store()) {
      var learning = VoteLearning.open(store, CLOCK, _ -> "");
      var questions = TestingVotes.questions(new Random(SEED), 600, .7, .7, .7, .05);
      var advice = learning.measure(questions).getFirst().advice();
      assertThat(advice)
          .as("seed %d: %s", SEED, advice)
          .anyMatch(each -> each.startsWith("drop m3: the vote without it is right on "))
          .noneMatch(each -> each.startsWith("drop m0"));
    }
  }

  @Test
  void feedback_that_replaces_another_is_followed_by_other_processes() {
    var vote =
        CountedVote.of(
                TestingVotes.ballot("a: 5", "b: 5"),
                VoteCounter.equal().count(TestingVotes.ballot("a: 5", "b: 5")),
                "5")
            .orElseThrow()
            .json();
    var time = new AtomicLong();
    try (var store = store();
        var other = Store.attach(StoreSettings.in(folder))) {
      var learning = VoteLearning.open(store, CLOCK, _ -> "");
      InstantSource later = () -> Instant.ofEpochMilli(time.incrementAndGet());
      var elsewhere = VoteLearning.open(other, later, _ -> "");
      elsewhere.rate("call", vote, 1).join();
      Patience.until(() -> right(learning) == 2, "the first word is known");
      elsewhere.rate("call", vote, 0).join();
      Patience.until(() -> right(learning) == 0, "the last word is known");
    }
  }

  private static int right(VoteLearning learning) {
    return learning.summary().models().values().stream().mapToInt(each -> each.right()).sum();
  }
}
