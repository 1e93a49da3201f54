package dev.tutti.faults;

import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Promptness;
import dev.tutti.testing.ReceivedRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each misdeed, as a stream and in one piece, at an only deployment, with a fallback and beside a
 * healthy one: the right category, the right number of attempts, in time, exactly one answer, and
 * nothing held afterwards. Every case has a model of its own, so that none sees another's breaker.
 */
@Execution(ExecutionMode.CONCURRENT)
class FaultMatrixTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  @RegisterExtension static final Scene scene = new Scene(cases().map(Case::yaml));

  /** How the misbehaving deployment is asked. */
  enum Setting {
    SINGLE("deployments: [{provider: %1$s, model: %2$s}]"),
    FALLBACK("deployments: [{provider: %1$s, model: %2$s}], fallback: [good/%2$s]"),
    BALANCED("deployments: [{provider: %1$s, model: %2$s}, {provider: good, model: %2$s}]");

    private final String yaml;

    Setting(String yaml) {
      this.yaml = yaml;
    }
  }

  /** One cell of the matrix. */
  record Case(Misdeed misdeed, boolean stream, Setting setting) {
    String model() {
      return misdeed.word()
          + (stream ? "-stream-" : "-whole-")
          + setting.name().toLowerCase(Locale.ROOT);
    }

    String asked() {
      return stream ? streamed(model()) : question(model());
    }

    String yaml() {
      var provider = misdeed.place().name().toLowerCase(Locale.ROOT);
      return "  %s: {%s}\n".formatted(model(), setting.yaml.formatted(provider, model()));
    }

    /** Attempts at the misbehaving deployment; beside a healthy one it is not asked again. */
    int attempts() {
      return setting == Setting.BALANCED ? 1 : misdeed.attempts();
    }

    boolean isRescued() {
      return setting != Setting.SINGLE && !misdeed.isAfterContent();
    }

    @Override
    public String toString() {
      return model();
    }
  }

  static Stream<Case> cases() {
    return Arrays.stream(Misdeed.values())
        .flatMap(
            misdeed ->
                Stream.of(true, false)
                    .filter(stream -> stream || !misdeed.isAfterContent())
                    .flatMap(
                        stream ->
                            Arrays.stream(Setting.values())
                                .map(setting -> new Case(misdeed, stream, setting))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void the_caller_gets_one_answer(Case each) throws Exception {
    long began = System.nanoTime();
    try (var client = scene.tutti().ask(each.asked())) {
      var answer = client.answer();
      assertThat(Promptness.since(began)).isLessThan(DEADLINE);
      if (each.isRescued()) {
        assertRescued(each, answer);
      } else if (each.misdeed.isAfterContent()) {
        assertBrokenOff(each, answer);
      } else {
        assertRefused(each, answer);
      }
    }
    if (each.misdeed.place().counts()) {
      assertThat(scene.attempts(each.model())).isEqualTo(each.attempts());
    }
  }

  private static void assertRescued(Case each, ReceivedRequest answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.complete()).isTrue();
    assertThat(answer.body().split("the good answer", -1)).hasSize(2);
    assertThat(answer.header("x-tutti-deployment")).isEqualTo("good/" + each.model());
    assertThat(answer.header("x-tutti-attempts")).isEqualTo(Integer.toString(each.attempts() + 1));
  }

  private static void assertRefused(Case each, ReceivedRequest answer) {
    assertThat(answer.status()).isEqualTo(each.misdeed.expected().status());
    var error = Json.request(answer.body().getBytes(UTF_8)).path("error");
    assertThat(error.path("code").asString()).isEqualTo(each.misdeed.expected().code());
    assertThat(answer.header("x-tutti-attempts")).isEqualTo(Integer.toString(each.attempts()));
  }

  private static void assertBrokenOff(Case each, ReceivedRequest answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.complete()).isFalse();
    assertThat(answer.body().split("begun", -1)).hasSize(2);
    assertThat(answer.body().split("\"error\"", -1)).hasSize(2);
    assertThat(answer.body()).contains(each.misdeed.expected().code()).doesNotContain("the good");
  }

  @Test
  void there_are_enough_cases() {
    assertThat(cases().count()).isGreaterThanOrEqualTo(150);
  }
}
