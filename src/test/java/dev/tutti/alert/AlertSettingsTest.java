package dev.tutti.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.config.ConfigSource;
import dev.tutti.wire.Tls;
import dev.tutti.wire.WebhookSecret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertSettingsTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @Test
  void nobody_is_told_by_default() {
    assertThat(read("alerts: {}")).isEqualTo(AlertSettings.DEFAULT);
  }

  @Test
  void everything_can_be_said() {
    var settings =
        read(
            """
            alerts:
              window: 0s
              webhooks:
                - {url: "https://one.example/a?b=c", secret: %s, events: [breaker.opened]}
                - {url: "http://two.example", secret: %s}
            """
                .formatted(SECRET, SECRET));
    assertThat(settings.window()).isEqualTo(Duration.ZERO);
    var first = settings.webhooks().getFirst();
    assertThat(first.events()).containsExactly(AlertType.BREAKER_OPENED);
    assertThat(first.to().url()).isEqualTo(URI.create("https://one.example/a?b=c"));
    assertThat(first.to().secret()).isEqualTo(WebhookSecret.parse(SECRET));
    assertThat(first.to().tls()).isEqualTo(Tls.DEFAULT);
    assertThat(settings.webhooks().getLast().events()).hasSize(AlertType.values().length);
  }

  private static AlertSettings read(String yaml) {
    return ConfigSource.text("test", yaml)
        .read(Map.of(), root -> AlertSettings.read(root.section("alerts")));
  }
}
