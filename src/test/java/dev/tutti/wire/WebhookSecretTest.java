package dev.tutti.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures in the form of Standard Webhooks. */
class WebhookSecretTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  /** The example of the specification's own libraries. */
  @Test
  void signs_as_the_libraries_of_the_standard_do() {
    var body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    var sent = Instant.ofEpochSecond(1_614_265_330);
    for (var text : new String[] {SECRET, SECRET.substring(6)}) {
      assertThat(WebhookSecret.parse(text).sign("msg_p5jXN8AQM9LWM0D4loKWxJek", sent, body))
          .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "whsec_", "whsec_dG9vIHNob3J0", "whsec_not base64!"})
  void refuses_what_is_no_secret_and_does_not_repeat_it(String text) {
    assertThatThrownBy(() -> WebhookSecret.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: whsec_")
        .hasMessageNotContaining("dG9v")
        .hasMessageNotContaining("not base64!");
  }

  @Test
  void prints_as_stars() {
    assertThat(WebhookSecret.parse(SECRET)).hasToString("***");
  }
}
