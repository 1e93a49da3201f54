package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Who began a call that others share pays for all of it, also after leaving. */
class SharedBillTest {
  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          providers:
            up: {base_url: "{upstream}", timeouts: {connect: 1m, total_whole: 5m}}
          models:
            chain: {deployments: [{provider: up, model: first}], fallback: [up/second]}
          budgets: {key: {month: 1.0}}
          prices:
            - {provider: up, model: first, as_of: 2026-01-01, input: 1000, output: 2000}
            - {provider: up, model: second, as_of: 2026-01-01, input: 1000, output: 2000}
          """);

  /** Whoever left before the first attempt had failed was charged for that one alone. */
  @Test
  @KnownFault("SECURITY-F7")
  void who_leaves_before_the_fallback_is_asked_pays_for_it() throws Exception {
    var gate = new Gate();
    rig.upstream().play(turn -> turn.await(gate).json(500, "{}"));
    rig.upstream().play(Chat.answers("Hi"));
    var body = with(with(question("chain"), "\"temperature\":0"), "\"max_tokens\":10");
    var leader = rig.ask(body);
    try (var follower = rig.ask(body)) {
      Patience.until(() -> shared("follower") == 1, "the second one shares the call");
      leader.close();
      Patience.until(() -> rig.tutti().metric("tutti_calls_in_flight") == 1, "one has left");
      gate.open();
      assertThat(follower.answer().status()).isEqualTo(200);
    }
    Patience.until(() -> budget().path("reserved_usd").asDouble() == 0, "all is settled");
    assertThat(budget().path("spent_usd").asDouble()).isEqualTo(0.013);
  }

  private static double shared(String role) {
    return rig.tutti().metric("tutti_coalesced_calls_total{role=\"" + role + "\"}");
  }

  private static JsonNode budget() {
    return Json.tree(rig.tutti().get("/admin/budgets")).path("data").path(0);
  }
}
