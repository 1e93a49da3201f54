package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Rig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LogsCommandTest {
  @RegisterExtension static final Rig rig = Rig.of(Rig.PLAIN);

  @Test
  void a_level_is_changed_and_shown_with_its_end() {
    var changed = run("logs", "level", "alert", "debug", "--for", "10m");
    assertThat(changed.code()).as(changed.err()).isZero();
    assertThat(changed.out()).containsPattern("alert +debug +20\\d\\d-");
    assertThat(run("logs", "level", "alert", "configured").code()).isZero();
    assertThat(run("logs").out())
        .containsPattern("AREA +LEVEL +UNTIL")
        .containsPattern("alert +info");
  }

  @Test
  void an_area_that_there_is_not_is_said() {
    var refused = run("logs", "level", "nowhere", "debug");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("area").contains("calls");
  }

  private static TestingCli run(String... words) {
    var all = new String[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--url";
    all[words.length + 1] = rig.tutti().url();
    return TestingCli.run(all);
  }
}
