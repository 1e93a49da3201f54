package dev.tutti.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilerTest {
  @TempDir Path folder;

  @Test
  void a_runtime_without_the_flight_recorder_ends_a_profile_and_says_why() {
    var profiler =
        new Profiler(
            folder,
            InstantSource.fixed(Instant.EPOCH),
            (_, _) -> {
              throw new NoClassDefFoundError("jdk/jfr/Recording");
            });
    for (int i = 0; i < 2; i++) {
      profiler.start(Duration.ofSeconds(1));
      Patience.until(() -> !profiler.state().running(), "the end of the profile");
      assertThat(profiler.state().failure()).contains("NoClassDefFoundError: jdk/jfr/Recording");
      assertThat(profiler.result()).isEmpty();
    }
  }
}
