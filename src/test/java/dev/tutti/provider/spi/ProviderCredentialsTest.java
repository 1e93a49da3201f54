package dev.tutti.provider.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.provider.TestingClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProviderCredentialsTest {
  private final TestingClock clock = new TestingClock();

  @Test
  void shows_a_key_in_the_form_that_is_asked_for() {
    assertThat(ProviderCredentials.bearer("k").headers())
        .containsExactly(Map.entry("authorization", "Bearer k"));
    assertThat(ProviderCredentials.header("api-key", "k").headers())
        .containsExactly(Map.entry("api-key", "k"));
    assertThat(ProviderCredentials.bearer("").headers()).isEmpty();
    assertThat(ProviderCredentials.none().headers()).isEmpty();
  }

  @Test
  void adds_headers_and_lets_them_replace_its_own() {
    assertThat(ProviderCredentials.bearer("k").with(Map.of("X-Title", "t")).headers())
        .containsExactlyInAnyOrder(
            Map.entry("authorization", "Bearer k"), Map.entry("x-title", "t"));
    assertThat(ProviderCredentials.bearer("k").with(Map.of("Authorization", "Basic x")).headers())
        .containsExactly(Map.entry("authorization", "Basic x"));
  }

  @Test
  void sends_a_plain_key_of_zhipu_as_it_is() {
    for (var key : new String[] {"plain", "a.b.c", ".b", "a."}) {
      assertThat(ProviderCredentials.zhipu(key, clock).headers())
          .containsExactly(Map.entry("authorization", "Bearer " + key));
    }
  }

  @Test
  void signs_a_token_with_a_pair_of_zhipu() throws Exception {
    var parts = token(ProviderCredentials.zhipu("id.secret", clock)).split("\\.");
    assertThat(decoded(parts[0]))
        .isEqualTo(Json.tree("{\"alg\":\"HS256\",\"sign_type\":\"SIGN\"}"));
    var claims = decoded(parts[1]);
    assertThat(claims.path("api_key").asString()).isEqualTo("id");
    assertThat(claims.path("timestamp").asLong()).isEqualTo(clock.millis());
    assertThat(claims.path("exp").asLong()).isGreaterThan(clock.millis());
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    assertThat(Base64.getUrlDecoder().decode(parts[2]))
        .isEqualTo(mac.doFinal((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void keeps_a_token_until_shortly_before_it_expires() {
    var credentials = ProviderCredentials.zhipu("id.secret", clock);
    var first = token(credentials);
    clock.pass(Duration.ofMinutes(24));
    assertThat(token(credentials)).isEqualTo(first);
    clock.pass(Duration.ofMinutes(2));
    assertThat(token(credentials)).isNotEqualTo(first);
  }

  @Test
  void makes_a_new_token_when_the_clock_was_set_back() {
    var credentials = ProviderCredentials.zhipu("id.secret", clock);
    var first = token(credentials);
    clock.pass(Duration.ofHours(-2));
    assertThat(token(credentials)).isNotEqualTo(first);
  }

  private static String token(ProviderCredentials credentials) {
    return credentials.headers().getFirst().getValue().substring("Bearer ".length());
  }

  private static JsonNode decoded(String part) {
    return Json.tree(Base64.getUrlDecoder().decode(part));
  }
}
