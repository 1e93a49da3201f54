package dev.tutti.task.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuarantineTest {
  private final Quarantine quarantine = new Quarantine();

  @Test
  void suspects_run_one_by_one_and_others_beside_them() {
    quarantine.add(List.of("a", "b"));
    assertThat(quarantine.admits("a")).isTrue();
    quarantine.begun("a");
    assertThat(quarantine.admits("b")).isFalse();
    assertThat(quarantine.admits("other")).isTrue();
    quarantine.begun("other");
    quarantine.ended("other");
    assertThat(quarantine.admits("b")).isFalse();
    quarantine.ended("a");
    assertThat(quarantine.admits("b")).isTrue();
  }
}
