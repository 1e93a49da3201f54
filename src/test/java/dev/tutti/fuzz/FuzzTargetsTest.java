package dev.tutti.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Promptness;
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
  @ValueSource(
      strings = {
        "sse",
        "ndjson",
        "request",
        "answer",
        "output",
        "multipart",
        "card-json",
        "card-png",
        "card-zip",
        "card-jpeg",
        "document"
      })
  void seeds_are_read_or_refused(String name) throws Exception {
    var seeds = Seeds.of(SEEDS.resolve(name));
    assertThat(seeds).isNotEmpty();
    for (var seed : seeds) {
      assertReadSoon(target(name), seed);
    }
  }

  private static void assertReadSoon(Consumer<byte[]> target, byte[] seed) throws Exception {
    try {
      Promptness.within(
          Duration.ofSeconds(10),
          _ -> {
            long began = System.nanoTime();
            target.accept(seed);
            return Promptness.since(began);
          });
    } catch (AssertionError e) {
      throw new AssertionError(new String(seed, StandardCharsets.UTF_8), e);
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
      case "card-json" -> CardJsonTarget::fuzzerTestOneInput;
      case "card-png" -> CardPngTarget::fuzzerTestOneInput;
      case "card-zip" -> CardZipTarget::fuzzerTestOneInput;
      case "card-jpeg" -> CardJpegTarget::fuzzerTestOneInput;
      case "document" -> DocumentTarget::fuzzerTestOneInput;
      default -> throw new IllegalArgumentException(name);
    };
  }
}
