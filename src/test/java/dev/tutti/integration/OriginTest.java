package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingTutti;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What web pages can have a browser on this machine do, while no key exists. */
@KnownFault("SECURITY-F25")
class OriginTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String LOCAL = "host: 127.0.0.1:8080";

  @RegisterExtension static final Rig rig = Rig.of(Rig.PLAIN);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "http://localhost:3000, text/plain",
    "http://localhost:3000, application/json",
    "http://127.0.0.1:8081, text/plain",
    "http://127.0.0.1, text/plain",
    "http://localhost:8080, text/plain",
    "http://[::1]:8080, application/x-www-form-urlencoded",
    "null, text/plain",
    "https://evil.example, text/plain",
  })
  void pages_of_others_may_not_write(String origin, String type) throws Exception {
    for (var path :
        new String[] {CHAT, "/passthrough/up/x", "/v1/conversations", "/admin/models/a/reset"}) {
      try (var client = rig.tutti().client()) {
        client.post(path, question("sim"), LOCAL, "origin: " + origin, "content-type: " + type);
        var heard = client.answer();
        assertThat(heard.status()).as(path).isEqualTo(403);
        Envelopes.assertError(heard, "permission", Optional.empty());
      }
    }
    assertThat(rig.upstream().waiting()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH", "DELETE", "GET"})
  void nor_reach_a_provider_in_any_way(String method) throws Exception {
    try (var client = rig.tutti().client()) {
      var origin = "origin: http://localhost:3000";
      client.send(client.head(method, "/passthrough/up/x", LOCAL, origin) + "\r\n");
      assertThat(client.answer().status()).isEqualTo(403);
    }
    assertThat(rig.upstream().waiting()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "origin: http://127.0.0.1:8080",
        "origin: https://127.0.0.1:8080",
        "origin: http://127.0.0.1:8080\r\nsec-fetch-site: same-origin",
        "sec-fetch-site: none",
        "x: no browser at all",
      })
  void the_servers_own_pages_and_programs_may_write(String header) throws Exception {
    try (var client = rig.tutti().client()) {
      client.post(CHAT, question("sim"), LOCAL, header);
      assertThat(client.answer().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /passthrough/up/x, cross-site, no-cors, image, 403",
    "GET, /passthrough/up/x, same-site, no-cors, image, 403",
    "GET, /passthrough/up/x, cross-site, navigate, document, 403",
    "GET, /v1/models, cross-site, no-cors, image, 403",
    "GET, /v1/models, cross-site, no-cors, script, 403",
    "GET, /v1/models, cross-site, navigate, iframe, 403",
    "POST, /v1/conversations, cross-site, navigate, document, 403",
    "GET, /v1/models, cross-site, navigate, document, 200",
    "GET, /healthz, cross-site, navigate, document, 200",
    "GET, /v1/models, same-origin, no-cors, image, 200",
    "GET, /v1/models, none, navigate, document, 200",
  })
  void what_has_no_origin_is_a_plain_visit(
      String method, String path, String site, String mode, String destination, int status)
      throws Exception {
    try (var client = rig.tutti().client()) {
      client.send(
          client.head(
                  method,
                  path,
                  "sec-fetch-site: " + site,
                  "sec-fetch-mode: " + mode,
                  "sec-fetch-dest: " + destination)
              + "content-length: 0\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(status);
    }
    assertThat(rig.upstream().waiting()).isZero();
  }

  @Test
  void a_proxys_name_is_the_servers_own() throws Exception {
    try (var tutti = TestingTutti.start(folder, "server: {allowed_hosts: [tutti.example]}");
        var client = tutti.client()) {
      client.post(CHAT, question("sim"), "origin: https://tutti.example");
      assertThat(client.answer().status()).isEqualTo(200);
    }
  }
}
