package dev.tutti.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fuzzer begins with, and what it once found: without it, in every build. */
class FuzzTargetsTest {
  private static final Path SEEDS = Path.of("suites", "fuzz", "seeds");

  @ParameterizedTest
  @ValueSource(strings = {"sse", "ndjson", "request", "answer", "output", "multipart", "card"})
  void seeds_are_read_or_refused(String name) {
    var seeds = Seeds.of(SEEDS.resolve(name));
    assertThat(seeds).isNotEmpty();
    for (var seed : seeds) {
      assertTimeout(
          Duration.ofSeconds(10),
          () -> target(name).accept(seed),
          () -> new String(seed, StandardCharsets.UTF_8));
    }
  }

  private static Consumer<byte[]> target(String name) {
    return switch (name) {
      case "sse" -> SseTarget::fuzzerTestOneInput;
      case "ndjson" -> NdjsonTarget::fuzzerTestOneInput;
      case "request" -> RequestTarget::fuzzerTestOneInput;
      case "answer" -> AnswerTarget::fuzzerTestOneInput;
      case "output" -> OutputTarget::fuzzerTestOneInput;
      case "multipart" -> MultipartTarget::fuzzerTestOneInput;
      case "card" -> CardTarget::fuzzerTestOneInput;
      default -> throw new IllegalArgumentException(name);
    };
  }
}
