package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code /metrics} tells about the books. */
class MetricsTest {
  @RegisterExtension static final Rig rig = Rig.of(Rig.PLAIN);

  @Test
  void records_and_transactions_are_counted() throws Exception {
    try (var client = rig.ask(question("sim"))) {
      assertThat(client.answer().status()).isEqualTo(200);
    }
    Patience.until(() -> metric("tutti_ledger_written_total") == 2, "its attempt and itself");
    Patience.until(() -> metric("tutti_ledger_waiting") == 0, "both are written");
    assertThat(metric("tutti_ledger_dropped_total")).isZero();
    assertThat(metric("tutti_ledger_failing")).isZero();
    assertThat(metric("tutti_store_failures_total")).isZero();
    assertThat(metric("tutti_store_log_bytes")).isPositive();
    for (var kind : List.of("write", "read")) {
      var name = "tutti_store_waiting{kind=\"" + kind + "\"}";
      Patience.until(() -> metric(name) == 0, "nobody waits for the store to " + kind);
    }
  }

  private static double metric(String name) {
    return rig.tutti().metric(name);
  }
}
