package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.ReceivedRequest;
import java.util.Optional;

/** What every error looks like. */
final class Envelopes {
  private Envelopes() {}

  /** An error in OpenAI's envelope, with a message that says what was expected. */
  static void assertError(ReceivedRequest heard, String code, Optional<String> param) {
    assertThat(heard.header("content-type")).isEqualTo("application/json");
    assertThat(heard.header("x-tutti-request-id")).startsWith("req_");
    var root = Json.tree(heard.body());
    assertThat(root.propertyNames()).containsExactly("error");
    var error = root.path("error");
    assertThat(error.propertyNames()).containsExactly("message", "type", "param", "code");
    assertThat(error.path("message").asString("")).isNotBlank().hasSizeLessThan(1_000);
    assertThat(error.path("type").asString("")).endsWith("_error");
    assertThat(error.path("code").asString("")).isEqualTo(code);
    var named = error.path("param");
    assertThat(named.isNull() ? Optional.empty() : Optional.of(named.asString("")))
        .isEqualTo(param);
  }
}
