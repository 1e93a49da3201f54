package dev.tutti.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fuzzer begins with, and what it once found: without it, in every build. */
class FuzzTargetsTest {
  private static final Path SEEDS = Path.of("suites", "fuzz", "seeds");

  @ParameterizedTest
  @ValueSource(strings = {"sse", "ndjson", "request", "answer", "output"})
  void seeds_are_read_or_refused(String name) throws IOException {
    try (var files = Files.list(SEEDS.resolve(name))) {
      var seeds = files.sorted().toList();
      assertThat(seeds).isNotEmpty();
      for (var seed : seeds) {
        var bytes = Files.readAllBytes(seed);
        assertTimeout(Duration.ofSeconds(10), () -> target(name).accept(bytes), seed::toString);
      }
    }
  }

  private static Consumer<byte[]> target(String name) {
    return switch (name) {
      case "sse" -> SseTarget::fuzzerTestOneInput;
      case "ndjson" -> NdjsonTarget::fuzzerTestOneInput;
      case "request" -> RequestTarget::fuzzerTestOneInput;
      case "answer" -> AnswerTarget::fuzzerTestOneInput;
      case "output" -> OutputTarget::fuzzerTestOneInput;
      default -> throw new IllegalArgumentException(name);
    };
  }
}
