package dev.tutti.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.KnownFault;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressGuardTest {
  private static final EgressGuard CONFIGURED = EgressGuard.configured(List.of());
  private static final EgressGuard PUBLIC = EgressGuard.publicOnly(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.170.2",
        "2852039166",
        "0xa9fea9fe",
        "0251.0376.0251.0376",
        "169.254.43518",
        "169.254.169.254.",
        "\u2460\u2465\u2468.254.169.254",
        "169\u3002254\u3002169\u3002254",
        "[::ffff:169.254.169.254]",
        "[::ffff:a9fe:a9fe]",
        "[::a9fe:a9fe]",
        "[64:ff9b::a9fe:a9fe]",
        "[2002:a9fe:a9fe::]",
        "[2001:0:4136:e378:8000:63bf:5601:5601]",
        "[2001:0:a9fe:a9fe:8000:63bf:0:0]",
        "[::ffff:0:169.254.169.254]",
        "[::ffff:0:a9fe:a9fe]",
        "[64:ff9b:1::a9fe:a9fe]",
        "[64:ff9b:1:a9fe:a9:fe00::]",
        "[64:ff9b:1:a9:fe:a9fe:0:0]",
        "[64:ff9b:1:0:a9:fea9:fe00:0]",
        "[2a00:1450::5efe:a9fe:a9fe]",
        "[fd00::200:5efe:169.254.169.254]",
        "[fe80::1]",
        "[fe80::1%25eth0]",
        "[fd00:ec2::254]",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "metadata.google.internal",
        "METADATA.Google.Internal.",
      })
  @KnownFault("SECURITY-F15")
  void what_hands_out_credentials_is_refused_in_every_notation(String host) {
    assertThat(CONFIGURED.refusal(host)).contains("a link-local or metadata address");
    assertThat(PUBLIC.refusal(host)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost",
        "[::1]",
        "10.0.0.1",
        "192.168.0.7",
        "ollama.internal",
        "[fc00::1]"
      })
  void a_configured_upstream_may_be_near_and_a_caller_may_not_name_it(String host) {
    assertThat(CONFIGURED.refusal(host)).isEmpty();
    if (!host.equals("ollama.internal")) { // which only its address can tell
      assertThat(PUBLIC.refusal(host)).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.1",
        "0",
        "0.0.0.0",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "017700000001",
        "127.000.000.001",
        "localhost.",
        "LOCALHOST",
        "api.localhost",
        "[::]",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[2001:0:4136:e378:8000:63bf:80ff:fffe]",
        "172.16.0.1",
        "100.64.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "010.8.8.8",
        "134744072",
        "[fd12::1]",
        "[2001:db8::1]",
        "[ff02::1]",
        "\u2460\u2461\u2466.\u24ea.\u24ea.\u2460",
        "\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3",
      })
  void a_caller_names_public_addresses_only_and_plainly(String host) {
    assertThat(PUBLIC.refusal(host)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.1.1.1", "8.8.8.8", "api.openai.com", "[2606:4700::1111]", "169.253.1.1"})
  void public_hosts_are_let_through(String host) {
    assertThat(CONFIGURED.refusal(host)).isEmpty();
    assertThat(PUBLIC.refusal(host)).isEmpty();
  }

  @Test
  void a_name_is_asked_about_again_with_its_address() {
    assertThat(CONFIGURED.refusal("rebind.test", ip("169.254.169.254"))).isPresent();
    assertThat(CONFIGURED.refusal("rebind.test", ip("127.0.0.1"))).isEmpty();
    assertThat(PUBLIC.refusal("rebind.test", ip("127.0.0.1"))).isPresent();
    assertThat(PUBLIC.refusal("rebind.test", ip("::ffff:7f00:1"))).isPresent();
    assertThat(PUBLIC.refusal("rebind.test", ip("93.184.216.34"))).isEmpty();
  }

  @Test
  void what_is_allowed_by_name_or_by_address_passes() {
    var guard =
        EgressGuard.publicOnly(List.of("Ollama.Internal", "169.254.1.2", "[fe80::7]", "localhost"));
    assertThat(guard.refusal("ollama.internal.")).isEmpty();
    assertThat(guard.refusal("ollama.internal", ip("10.0.0.7"))).isEmpty();
    assertThat(guard.refusal("other.internal", ip("10.0.0.7"))).isPresent();
    assertThat(guard.refusal("169.254.1.2")).isEmpty();
    assertThat(guard.refusal("169.254.1.3")).isPresent();
    assertThat(guard.refusal("fe80::7")).isEmpty();
    assertThat(guard.refusal("localhost", ip("127.0.0.1"))).isEmpty();
  }

  private static InetAddress ip(String literal) {
    return InetAddress.ofLiteral(literal);
  }
}
