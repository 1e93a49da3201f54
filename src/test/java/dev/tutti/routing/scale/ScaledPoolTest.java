package dev.tutti.routing.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.DeploymentId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaledPoolTest {
  private static final Duration COOLDOWN = Duration.ofSeconds(60);
  private static final List<DeploymentId> MEMBERS =
      List.of(new DeploymentId("a", "m"), new DeploymentId("b", "m"), new DeploymentId("c", "m"));

  private final Map<DeploymentId, Integer> calls = new HashMap<>();
  private final Set<DeploymentId> broken = new HashSet<>();
  private final ScaledPool.Load load = new TenEach();
  private final ScaleSettings settings = new ScaleSettings(true, 1, 3, 0.7, COOLDOWN);
  private final ScaledPool pool = new ScaledPool(settings, MEMBERS);
  private long now;

  @Test
  void it_begins_with_the_least() {
    assertThat(pool.active()).containsExactly(MEMBERS.getFirst());
  }

  @Test
  void above_the_target_for_a_while_the_next_one_is_added() {
    carry(8, 0, 0);
    assertThat(seconds(5)).isEmpty();
    assertThat(seconds(5)).isEmpty();
    assertThat(seconds(5)).contains(new ScaledPool.Change(1, 2, "utilisation 0.80 is above 0.70"));
    assertThat(pool.active()).containsExactly(MEMBERS.get(0), MEMBERS.get(1));
  }

  @Test
  void a_moment_above_the_target_adds_nobody() {
    for (int i = 0; i < 20; i++) {
      carry(i % 2 == 0 ? 9 : 6, 0, 0);
      assertThat(seconds(5)).isEmpty();
    }
  }

  @Test
  void between_two_changes_lies_the_cooldown_and_never_are_there_more_than_the_most() {
    carry(30, 30, 30);
    pass(15);
    assertThat(pool.active()).hasSize(2);
    pass(55);
    assertThat(pool.active()).hasSize(2);
    pass(5);
    assertThat(pool.active()).hasSize(3);
    pass(600);
    assertThat(pool.active()).hasSize(3);
  }

  @Test
  void one_fewer_when_the_others_alone_stay_clearly_below_the_target() {
    grow();
    carry(4, 2, 0);
    pass(600);
    assertThat(pool.active()).as("6 of 10 would be near the target").hasSize(2);
    carry(3, 2, 0);
    pass(15);
    assertThat(pool.active()).hasSize(1);
    assertThat(pool.isDraining(MEMBERS.get(1))).isTrue();
    carry(3, 0, 0);
    pass(5);
    assertThat(pool.isDraining(MEMBERS.get(1))).isFalse();
    carry(0, 0, 0);
    pass(600);
    assertThat(pool.active()).hasSize(1);
  }

  @Test
  void one_that_may_not_be_asked_has_no_capacity_so_another_takes_its_place() {
    broken.add(MEMBERS.getFirst());
    carry(0, 2, 0);
    pass(15);
    assertThat(pool.active()).containsExactly(MEMBERS.get(0), MEMBERS.get(1));
    pass(600);
    assertThat(pool.active()).as("nobody is left to take over").hasSize(2);
    broken.clear();
    pass(15);
    assertThat(pool.active()).containsExactly(MEMBERS.getFirst());
  }

  @Test
  void without_calls_a_broken_one_moves_nothing() {
    broken.add(MEMBERS.getFirst());
    pass(600);
    assertThat(pool.active()).hasSize(1);
    assertThat(pool.utilisation(load)).isZero();
  }

  @Test
  void another_configuration_holds_at_once() {
    grow();
    var other = new ScaleSettings(true, 1, 1, 0.7, COOLDOWN);
    assertThat(pool.look(other, MEMBERS, load, now))
        .contains(new ScaledPool.Change(2, 1, "the configuration has changed"));
    var most = new ScaleSettings(true, 3, 3, 0.7, COOLDOWN);
    assertThat(pool.look(most, MEMBERS, load, now)).isPresent();
    assertThat(pool.look(most, MEMBERS.subList(1, 3), load, now)).isPresent();
    assertThat(pool.active()).containsExactly(MEMBERS.get(1), MEMBERS.get(2));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatever_the_load_it_keeps_its_bounds_and_its_cooldown(long seed) {
    var random = new Random(seed);
    long changedAt = -COOLDOWN.toNanos();
    int changes = 0;
    for (int i = 0; i < 20_000; i++) {
      if (random.nextInt(20) == 0) {
        carry(random.nextInt(15), random.nextInt(15), random.nextInt(15));
      }
      if (random.nextInt(200) == 0) {
        broken.clear();
        broken.add(MEMBERS.get(random.nextInt(3)));
      }
      int before = pool.active().size();
      var change = seconds(5);
      assertThat(pool.active()).hasSizeBetween(1, 3).isEqualTo(MEMBERS.subList(0, size()));
      if (change.isPresent()) {
        assertThat(Math.abs(size() - before)).isEqualTo(1);
        assertThat(now - changedAt).isGreaterThanOrEqualTo(COOLDOWN.toNanos());
        changedAt = now;
        changes++;
      }
    }
    assertThat(changes).as("changes, seed " + seed).isPositive();
  }

  private int size() {
    return pool.active().size();
  }

  /** Two are active, and the cooldown is over. */
  private void grow() {
    carry(8, 0, 0);
    pass(15);
    carry(5, 5, 0);
    pass(60);
    assertThat(pool.active()).hasSize(2);
  }

  private void carry(int... each) {
    for (int i = 0; i < each.length; i++) {
      calls.put(MEMBERS.get(i), each[i]);
    }
  }

  private void pass(int seconds) {
    for (int i = 0; i < seconds; i += 5) {
      seconds(5);
    }
  }

  private Optional<ScaledPool.Change> seconds(int many) {
    now += Duration.ofSeconds(many).toNanos();
    return pool.look(settings, MEMBERS, load, now);
  }

  /** Every deployment takes ten calls at once. */
  private final class TenEach implements ScaledPool.Load {
    @Override
    public int calls(DeploymentId target) {
      return calls.getOrDefault(target, 0);
    }

    @Override
    public double capacity(List<DeploymentId> targets) {
      return 10.0 * targets.stream().filter(each -> !broken.contains(each)).count();
    }
  }
}
