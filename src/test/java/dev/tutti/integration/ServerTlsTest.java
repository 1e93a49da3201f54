package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.Configuration;
import dev.tutti.Server;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.TestingAuthority;
import dev.tutti.testing.TestingClient;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers behind TLS. */
class ServerTlsTest {
  @TempDir Path folder;

  @Test
  void callers_are_answered_over_tls_and_in_no_other_way() throws Exception {
    var authority = TestingAuthority.make(folder, "ip:127.0.0.1");
    var tls = "{cert: \"%s\", key: \"%s\"}".formatted(authority.certificate(), authority.key());
    try (var server = Server.start(configuration(tls))) {
      assertThat(server.url()).startsWith("https://127.0.0.1:");
      try (var client = TestingClient.over(trusting(authority), server.url())) {
        client.post("/v1/chat/completions", question("sim"));
        assertThat(client.answer().status()).isEqualTo(200);
      }
      try (var plain = TestingClient.connect(server.url())) {
        assertThatThrownBy(() -> plain.get("/healthz").answer()).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  @KnownFault({"SECURITY-F6", "SECURITY-F21"})
  void the_rules_of_http_and_its_deadlines_hold_inside_tls() throws Exception {
    var authority = TestingAuthority.make(folder, "ip:127.0.0.1");
    var tls =
        "{cert: \"%s\", key: \"%s\"}, head_timeout: 3s"
            .formatted(authority.certificate(), authority.key());
    try (var server = Server.start(configuration(tls));
        var silent = TestingClient.connect(server.url())) {
      try (var client = TestingClient.over(trusting(authority), server.url())) {
        client.send(
            client.head("POST", "/v1/models", "transfer-encoding: identity") + "\r\nGET / ");
        assertThat(client.answer().status()).isEqualTo(400);
        assertThat(client.closedByServer()).isTrue();
      }
      try (var client = TestingClient.over(trusting(authority), server.url())) {
        client.get("/v1/models").answer();
        client.send("GET /v1/mod");
        assertThat(client.closedByServer()).isTrue();
      }
      assertThat(silent.closedByServer()).isTrue();
    }
  }

  @Test
  void half_of_a_proof_is_refused() {
    assertThatThrownBy(() -> configuration("{cert: \"%s\"}".formatted(folder)).read())
        .hasMessageContaining("server.tls.key");
    assertThatThrownBy(() -> configuration("{cert: none.pem, key: none.pem}").read())
        .hasMessageContaining("server.tls.cert: \"none.pem\"")
        .hasMessageContaining("server.tls.key:");
  }

  private Configuration configuration(String tls) {
    return Configuration.text("server: {port: 0, tls: %s}".formatted(tls))
        .with("data", folder.resolve("data").toString(), "test");
  }

  private static Socket trusting(TestingAuthority authority) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (var in = Files.newInputStream(authority.certificate())) {
      store.setCertificateEntry(
          "it", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory().createSocket();
  }
}
