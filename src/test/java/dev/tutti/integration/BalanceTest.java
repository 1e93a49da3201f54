package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Chat;
import dev.tutti.testing.Rig;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Balancing through the endpoint: what the configuration and the headers say. */
class BalanceTest {
  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          providers:
            a: {base_url: "{upstream}", api_key: sk-of-the-provider}
            b: {base_url: "{upstream}", api_key: sk-of-the-provider}
            c: {base_url: "{upstream}", api_key: sk-of-the-provider}
          models:
            kept:
              deployments: [{provider: a, model: m}, {provider: b, model: m}, {provider: c, model: m}]
              balance: sticky
            ordered:
              deployments: [{provider: b, model: m}, {provider: a, model: m}, {provider: c, model: m}]
              balance: first
              slow_start: 0s
          """);

  private static String deployment(String model, String... headers) throws IOException {
    rig.upstream().play(Chat.answers("Hi"));
    try (var client = rig.ask(Chat.question(model), headers)) {
      var heard = client.answer();
      assertThat(heard.status()).isEqualTo(200);
      return heard.header("x-tutti-deployment");
    }
  }

  @Test
  void a_session_keeps_its_deployment_and_sessions_use_all_of_them() throws IOException {
    var kept = new HashMap<String, String>();
    for (int i = 0; i < 60; i++) {
      var session = "s" + i % 20;
      var now = deployment("kept", "x-tutti-session: " + session);
      assertThat(kept.getOrDefault(session, now)).isEqualTo(now);
      kept.put(session, now);
    }
    assertThat(new HashSet<>(kept.values())).containsExactlyInAnyOrder("a/m", "b/m", "c/m");
  }

  @Test
  void a_plugin_chooses() throws IOException {
    for (int i = 0; i < 5; i++) {
      assertThat(deployment("ordered")).isEqualTo("b/m");
    }
  }
}
