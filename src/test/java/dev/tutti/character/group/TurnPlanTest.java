package dev.tutti.character.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.character.group.TurnPlan.PlannedSpeaker;
import dev.tutti.character.group.TurnPlan.Rules;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnPlanTest {
  private static final GroupMessage HELLO = GroupMessage.of("user", "hello");

  private static GroupMember member(String id, double talkativeness) {
    return new GroupMember(id, List.of(id), talkativeness, false);
  }

  private static List<GroupMember> three() {
    return List.of(member("Ann", .5), member("Bo", .5), member("Cy", .5));
  }

  private static List<String> speakers(
      TurnPolicy policy,
      List<GroupMember> members,
      List<GroupMessage> history,
      @Nullable GroupMessage message,
      long seed) {
    var rules = new Rules(policy, TurnPolicy.RANDOM, 2, false);
    return TurnPlan.of(rules, members, history, message, seed).stream()
        .map(PlannedSpeaker::speaker)
        .toList();
  }

  @Test
  void talkativeness_is_how_often_a_member_joins() {
    var members = List.of(member("Ann", 1), member("Bo", .25));
    int draws = 10_000;
    int joined = 0;
    for (int seed = 0; seed < draws; seed++) {
      var plan = speakers(TurnPolicy.NATURAL, members, List.of(), HELLO, seed);
      assertThat(plan).contains("Ann");
      joined += plan.contains("Bo") ? 1 : 0;
    }
    assertThat(joined / (double) draws).isBetween(.23, .27);
  }

  @Test
  void whoever_is_mentioned_speaks_first_and_the_turn_is_bounded() {
    var message = GroupMessage.of("user", "Cy, Bo, Ann?");
    assertThat(speakers(TurnPolicy.MENTIONED, three(), List.of(), message, 1))
        .containsExactly("Cy", "Bo");
    assertThat(speakers(TurnPolicy.NATURAL, three(), List.of(), message, 1))
        .containsExactly("Cy", "Bo");
  }

  @Test
  void the_turn_goes_round_past_who_is_muted() {
    var members =
        List.of(
            member("Ann", .5), new GroupMember("Bo", List.of("Bo"), .5, true), member("Cy", .5));
    var history = List.of(HELLO, GroupMessage.of("Ann", "hi"));
    assertThat(speakers(TurnPolicy.ROUND_ROBIN, members, history, HELLO, 1)).containsExactly("Cy");
  }

  @Test
  void nobody_answers_itself_and_who_is_absent_says_nothing() {
    for (int seed = 0; seed < 50; seed++) {
      var history = List.of(HELLO, GroupMessage.of("Ann", "well, Ann thinks so"));
      assertThat(speakers(TurnPolicy.NATURAL, three(), history, null, seed))
          .isNotEmpty()
          .doesNotContain("Ann");
      var whisper = new GroupMessage("user", "psst", List.of(), List.of(), List.of("Cy"));
      assertThat(speakers(TurnPolicy.RANDOM, three(), List.of(), whisper, seed))
          .containsExactly("Cy");
    }
  }

  @Test
  void the_pool_empties_before_anybody_speaks_again() {
    var history = List.of(HELLO, GroupMessage.of("Ann", "a"), GroupMessage.of("Cy", "c"));
    for (int seed = 0; seed < 20; seed++) {
      assertThat(speakers(TurnPolicy.POOLED, three(), history, null, seed)).containsExactly("Bo");
    }
  }

  @Test
  void only_who_is_told_to_speaks_in_a_manual_group() {
    var forced = new GroupMessage("user", "go", List.of("Bo", "nobody"), List.of(), List.of());
    assertThat(speakers(TurnPolicy.MANUAL, three(), List.of(), HELLO, 1)).isEmpty();
    assertThat(speakers(TurnPolicy.MANUAL, three(), List.of(), forced, 1)).containsExactly("Bo");
  }

  @Test
  void a_plan_depends_on_its_seed_alone_and_names_members_once() {
    var random = new SplittableRandom(11);
    var policies = List.of(TurnPolicy.values());
    for (int i = 0; i < 2_000; i++) {
      var policy = policies.get(random.nextInt(policies.size()));
      long seed = random.nextLong();
      var plan = speakers(policy, three(), List.of(HELLO), HELLO, seed);
      assertThat(plan)
          .doesNotHaveDuplicates()
          .hasSizeLessThanOrEqualTo(2)
          .isEqualTo(speakers(policy, three(), List.of(HELLO), HELLO, seed));
    }
  }

  @Test
  void who_is_told_to_speak_twice_speaks_once() {
    var forced = new GroupMessage("user", "go", List.of("Bo", "Ann", "Bo"), List.of(), List.of());
    assertThat(speakers(TurnPolicy.NATURAL, three(), List.of(), forced, 1))
        .containsExactly("Bo", "Ann");
  }

  @Test
  void the_turn_goes_round_from_a_member_who_says_something_itself() {
    var said = GroupMessage.of("Bo", "I begin");
    assertThat(speakers(TurnPolicy.ROUND_ROBIN, three(), List.of(HELLO), said, 1))
        .containsExactly("Cy");
  }
}
