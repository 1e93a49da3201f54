package dev.tutti.cooperation.vote;

import static dev.tutti.cooperation.vote.TestingVotes.ballot;
import static dev.tutti.cooperation.vote.TestingVotes.threshold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.cooperation.answer.AnswerType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VoteCounterTest {
  private static final long SEED = 17;
  private final VoteCounter equal = VoteCounter.equal();

  @Test
  void the_group_with_most_weight_is_the_consensus() {
    var result = equal.count(ballot("a: 0.5", "b: 1/2", "c: 50"));
    assertThat(result.consensus()).contains("0.5");
    assertThat(result.agreement()).isEqualTo(.666667);
    assertThat(result.type()).isEqualTo(AnswerType.NUMBER);
    assertThat(result.votes())
        .extracting(MemberVote::canonical)
        .containsExactly("0.5", "0.5", "50");
  }

  @Test
  void there_is_no_consensus_below_the_threshold_but_somebody_leads() {
    var result = equal.count(ballot(threshold(.7), "a: A", "b: A", "c: B"));
    assertThat(result.consensus()).isEmpty();
    assertThat(result.leading()).map(LeadingView::answer).contains("A");
  }

  @Test
  void a_threshold_of_zero_always_gives_the_winner() {
    assertThat(equal.count(ballot(threshold(0), "a: A", "b: B", "c: C")).consensus()).isPresent();
  }

  @Test
  void nobody_wins_where_all_abstain() {
    var result = equal.count(ballot(threshold(0), "a: I don't know.", "b: "));
    assertThat(result.consensus()).isEmpty();
    assertThat(result.confidence()).isZero();
    assertThat(result.votes()).allMatch(MemberVote::abstained);
  }

  @Test
  void abstentions_have_no_weight() {
    var result = equal.count(ballot(threshold(1), "a: 7", "b: I don't know.", "c: 7"));
    assertThat(result.consensus()).contains("7");
    assertThat(result.votes().get(1).weight()).isZero();
  }

  @Test
  void every_dissenting_view_is_kept_with_members_share_and_quote() {
    var result = equal.count(ballot("a: 5", "b: 5", "c: So the answer is 7.", "d: 8", "e: 5"));
    assertThat(result.dissent()).hasSize(2);
    var seven = result.dissent().getFirst();
    assertThat(seven.answer()).isEqualTo("7");
    assertThat(seven.members()).containsExactly("c");
    assertThat(seven.share()).isEqualTo(.2);
    assertThat(seven.quote()).contains("7");
  }

  @Test
  void dissenting_views_may_be_left_out() {
    var without = new VotingParameters(.6, false, false, AnswerType.AUTO);
    assertThat(equal.count(ballot(without, "a: 5", "b: 5", "c: 7")).dissent()).isEmpty();
  }

  @Test
  void one_model_may_answer_several_times() {
    var result = equal.count(ballot("a: sun", "b: wind", "a: sun."));
    assertThat(result.consensus()).contains("sun");
  }

  @Test
  void the_order_of_answers_decides_nothing() {
    var random = new Random(SEED);
    var answers = new ArrayList<>(List.of("a: A", "b: B", "c: C", "d: B", "e: A"));
    var first = equal.count(ballot(answers.toArray(String[]::new))).leading();
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(answers, random);
      var next = equal.count(ballot(answers.toArray(String[]::new))).leading();
      assertThat(next.map(LeadingView::answer))
          .as("seed %d", SEED)
          .isEqualTo(first.map(LeadingView::answer));
    }
  }

  @Test
  void ties_go_to_the_most_reliable() {
    var counter =
        TestingVotes.learned(TestingVotes.questions(new Random(SEED), 400, .5, .5, .51, .8));
    var result = counter.count(ballot(threshold(0), "new: B", "newer: B", "m3: C", "newest: C"));
    assertThat(result.leading()).map(LeadingView::answer).contains("C");
  }

  @Test
  void a_strong_model_outweighs_weak_ones_and_its_confidence_is_calibrated() {
    var counter =
        TestingVotes.learned(TestingVotes.questions(new Random(SEED), 600, .95, .4, .4, .4));
    var result = counter.count(ballot(threshold(0), "m0: A", "m1: B", "m2: B", "m3: C"));
    assertThat(result.consensus()).contains("A");
    assertThat(result.leading()).map(LeadingView::calibrated).contains(true);
    assertThat(result.confidence()).isBetween(.6, .99);
  }

  @Test
  void a_model_that_was_never_learned_votes_with_the_mean_weight() {
    var questions = TestingVotes.questions(new Random(SEED), 400, .9, .5, .5);
    var result = TestingVotes.learned(questions).count(ballot("m0: A", "m1: A", "m2: A", "x: A"));
    double mean =
        result.votes().stream().limit(3).mapToDouble(MemberVote::weight).average().orElseThrow();
    assertThat(result.votes().get(3).weight()).isCloseTo(mean, within(1e-5));
  }

  @Test
  void stated_confidence_counts_when_it_is_asked_for() {
    var answers =
        List.of(
            new MemberAnswer("a", "A", new StatedConfidence(.95)),
            new MemberAnswer("b", "B", new StatedConfidence(.1)));
    for (boolean counts : List.of(true, false)) {
      var parameters = new VotingParameters(.6, counts, true, AnswerType.AUTO);
      var result = equal.count(new Ballot("", "", answers, parameters));
      assertThat(result.consensus().isPresent()).isEqualTo(counts);
    }
  }

  @Test
  void a_vote_is_decided_when_nothing_can_change_its_outcome() {
    var majority = ballot("a: A", "b: A", "c: A");
    assertThat(equal.isDecided(majority, List.of("d", "e"))).isTrue();
    assertThat(equal.isDecided(majority, List.of("d", "e", "f"))).isFalse();
    assertThat(equal.isDecided(ballot("a: A", "b: B"), List.of("c"))).isFalse();
    assertThat(equal.isDecided(ballot("a: A", "b: B"), List.of())).isTrue();
  }

  @Test
  void prose_is_not_decided_before_its_end() {
    assertThat(equal.isDecided(ballot("a: sun", "b: sun", "c: sun"), List.of("d"))).isFalse();
  }

  @Test
  void of_prose_the_text_in_the_middle_leads() {
    var sun =
        "Solar power has become the cheapest source of electricity in most parts of the world, and"
            + " it ";
    var result =
        equal.count(
            ballot(
                "a: "
                    + sun
                    + "is quick to build on roofs and in deserts, as many countries have shown.",
                "b: "
                    + sun
                    + "can be stored in batteries, whose prices fall as fast as those of cells"
                    + " did.",
                "c: Cats sleep most of the day, which is remarkable for such small hunters, and yet"
                    + " they seem to be tired when they wake up in the evening."));
    assertThat(result.leading())
        .map(LeadingView::answer)
        .hasValueSatisfying(each -> assertThat(each).startsWith("Solar"));
    assertThat(result.consensus()).isEmpty();
    assertThat(result.dissent()).hasSize(2);
  }
}
