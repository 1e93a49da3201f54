package dev.tutti.followup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.followup.FollowUpDecision.Kind;
import dev.tutti.followup.FollowUpDecision.Layer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowUpDetectorTest {
  private static final List<DialogueTurn> POEM =
      List.of(
          DialogueTurn.user("Write a poem about the sea."),
          DialogueTurn.assistant("The sea breathes in, the sea breathes out, a song of salt."));
  private static final List<DialogueTurn> HOTEL =
      List.of(
          DialogueTurn.user("帮我找一家王府井附近的酒店。"),
          DialogueTurn.assistant("推荐北京王府井希尔顿酒店，评分 4.8，标准间 1100 元起。"));

  /** Where the classifier is unsure of whatever it does not find certain. */
  private static final FollowUpSettings ASKING =
      new FollowUpSettings(.5, "judge", Duration.ofMillis(20), .5);

  private final FollowUpDetector detector = detector(FollowUpSettings.DEFAULT);

  private static FollowUpDetector detector(FollowUpSettings settings) {
    return FollowUpDetector.of(() -> settings, FollowUpModel.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Make it shorter.", "Rewrite it as a haiku.", "What does the last line mean?"})
  void what_needs_the_context_is_a_follow_up(String message) {
    var decision = detector.decide(POEM, message);
    assertThat(decision.decision()).isEqualTo(Kind.FOLLOW_UP);
    assertThat(decision.keepsContext()).isTrue();
    assertThat(decision.reason()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"电话是多少？", "有没有便宜一点的？", "那它周边有景点吗？"})
  void chinese_that_needs_the_context_is_a_follow_up(String message) {
    assertThat(detector.decide(HOTEL, message).decision()).isEqualTo(Kind.FOLLOW_UP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Who was the first emperor of the Roman Empire?",
        "How many legs does a spider have?"
      })
  void another_subject_is_a_new_topic(String message) {
    assertThat(detector.decide(POEM, message).decision()).isEqualTo(Kind.NEW_TOPIC);
  }

  @Test
  void without_a_history_everything_is_new() {
    var decision = detector.decide(List.of(), "Make it shorter.");
    assertThat(decision.decision()).isEqualTo(Kind.NEW_TOPIC);
    assertThat(decision.layer()).isEqualTo(Layer.RULES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Why?", "ok, and then?", "然后呢", "You mentioned salt, why?", "？"})
  void certain_cases_are_decided_by_rules(String message) {
    var decision = detector.decide(POEM, message);
    assertThat(decision.layer()).isEqualTo(Layer.RULES);
    assertThat(decision.decision()).isEqualTo(Kind.FOLLOW_UP);
  }

  @Test
  void the_threshold_says_from_when_on_the_context_is_kept() {
    var always = detector(new FollowUpSettings(0, "", Duration.ofSeconds(1), 0));
    var never = detector(new FollowUpSettings(1, "", Duration.ofSeconds(1), 0));
    assertThat(always.decide(POEM, "Who invented the zipper?").keepsContext()).isTrue();
    assertThat(never.decide(POEM, "Make it shorter.").keepsContext()).isFalse();
  }

  @Test
  void confidence_is_the_probability_that_the_context_is_rightly_kept_or_left_out() {
    for (var message : List.of("Make it shorter.", "Who invented the zipper?")) {
      var decision = detector.decide(POEM, message);
      double right = decision.keepsContext() ? decision.probability() : 1 - decision.probability();
      assertThat(decision.confidence()).isEqualTo(right).isBetween(.5, 1.0);
    }
  }

  @Test
  void a_model_is_asked_only_where_the_classifier_is_unsure() {
    var asked = new ArrayList<String>();
    FollowUpModel model =
        (name, _, message) -> {
          asked.add(name + ": " + message);
          return CompletableFuture.completedFuture(Kind.STANDALONE);
        };
    var narrow = new FollowUpSettings(.5, "judge", Duration.ofSeconds(1), 0);
    assertThat(FollowUpDetector.of(() -> narrow, model).decide(POEM, "Shorter?").layer())
        .isNotEqualTo(Layer.MODEL);
    assertThat(asked).isEmpty();

    var decision = FollowUpDetector.of(() -> ASKING, model).decide(POEM, "Is salt healthy?");
    assertThat(asked).containsExactly("judge: Is salt healthy?");
    assertThat(decision.layer()).isEqualTo(Layer.MODEL);
    assertThat(decision.decision()).isEqualTo(Kind.STANDALONE);
    assertThat(decision.reason()).contains("judge");
  }

  @Test
  void a_model_that_fails_leaves_the_context_where_it_is() {
    var detector = FollowUpDetector.of(() -> ASKING, FollowUpModel.NONE);
    var decision = detector.decide(POEM, "Is salt healthy?");
    assertThat(decision.decision()).isEqualTo(Kind.FOLLOW_UP);
    assertThat(decision.layer()).isEqualTo(Layer.CLASSIFIER);
    assertThat(decision.reason()).contains("judge gave no answer");
  }

  @Test
  void a_model_that_takes_too_long_is_given_up() {
    var never = new CompletableFuture<Kind>();
    var decision =
        FollowUpDetector.of(() -> ASKING, (_, _, _) -> never).decide(POEM, "Is salt healthy?");
    assertThat(decision.keepsContext()).isTrue();
    assertThat(never).isCancelled();
  }

  @Test
  void long_histories_and_messages_take_no_longer_than_their_ends() {
    var history = Collections.nCopies(10_000, DialogueTurn.user("x ".repeat(5_000)));
    var decision = detector.decide(history, "Who invented the zipper? ".repeat(100_000));
    assertThat(decision.decision()).isNotNull();
  }
}
