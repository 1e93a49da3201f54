package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Rig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The first minutes: no key exists, and this machine may do everything but make one remotely. */
class NoKeyTest {
  @RegisterExtension static final Rig rig = Rig.of("{}");

  @Test
  void everything_is_open_on_loopback() throws Exception {
    try (var client = rig.ask(question("sim"))) {
      assertThat(client.answer().status()).isEqualTo(200);
      assertThat(client.get("/admin/keys").answer().body()).isEqualTo("{\"data\":[]}");
      assertThat(client.get("/metrics").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void any_key_will_do_because_sdks_must_send_one() throws Exception {
    try (var client = rig.ask(question("sim"), "authorization: Bearer sk-anything")) {
      assertThat(client.answer().status()).isEqualTo(200);
    }
  }

  @Test
  void the_first_key_is_not_made_over_the_network() throws Exception {
    try (var client = rig.tutti().client()) {
      client.post("/admin/keys", "{\"name\":\"mine\",\"role\":\"admin\"}");
      var heard = client.answer();
      assertThat(heard.status()).isEqualTo(403);
      assertThat(heard.body()).contains("./tutti keys create --role admin");
      assertThat(client.get("/admin/keys").answer().body()).isEqualTo("{\"data\":[]}");
    }
  }
}
