package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingClient;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What callers notice of budgets and limits, over the wire. Every answer costs 1.3 cents. */
class BudgetTest {
  private static final String SHORT = "\"max_tokens\":10";

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          providers:
            up: {base_url: "{upstream}", timeouts: {connect: 1m, total_whole: 5m}}
          limits: {key: {concurrency: 1000}}
          budgets: {key: {month: 1.0}, alert_at: 0.1}
          prices:
            - {provider: up, model: dear, as_of: 2026-01-01, input: 1000, output: 2000}
            - {provider: up, model: free, as_of: 2026-01-01, input: 0, output: 0}
          """);

  @Test
  void two_hundred_calls_at_once_do_not_overspend() throws Exception {
    rig.upstream().playAlways(Chat.answers("Hi"));
    var clients = new ArrayList<TestingClient>();
    for (int i = 0; i < 200; i++) {
      clients.add(rig.ask(with(question("up/dear"), SHORT)));
    }
    int answered = 0;
    for (var client : clients) {
      var heard = client.answer();
      if (heard.status() == 200) {
        answered++;
      } else {
        assertThat(heard.status()).isEqualTo(402);
        Envelopes.assertError(heard, "budget_exceeded", Optional.empty());
        assertThat(heard.body()).contains("budget of key//month: $", " of $1 are left");
        assertThat(Long.parseLong(heard.header("retry-after"))).isPositive();
      }
      client.close();
    }
    assertThat(answered).isBetween(10, 77);
    int calls = answered;
    Patience.until(() -> budget().path("reserved_usd").asDouble() == 0, "all is settled");
    assertThat(budget().path("spent_usd").asDouble()).isBetween(0.013 * calls - 1e-9, 1.0);
    Patience.until(() -> alerts().contains("budget.nearly_spent"), "operators are told");
    assertThat(alerts()).contains("key//month", "10 % of $1 are spent");
    try (var client = rig.ask(with(question("up/free"), SHORT))) {
      assertThat(client.answer().status()).as("what costs nothing").isEqualTo(200);
    }
  }

  @Test
  void calls_that_share_an_answer_give_their_places_back() throws Exception {
    rig.upstream().playAlways(Chat.answers("Hi"));
    var clients = new ArrayList<TestingClient>();
    for (int i = 0; i < 40; i++) {
      clients.add(rig.ask(with(question("up/free"), "\"temperature\":0")));
    }
    for (var client : clients) {
      assertThat(client.answer().status()).isEqualTo(200);
      client.close();
    }
    Patience.until(() -> places() == 1_000, "every place is free");
  }

  private static String alerts() {
    return Json.tree(rig.tutti().get("/admin/alerts")).toString();
  }

  private static long places() {
    for (var each : Json.tree(rig.tutti().get("/admin/limits")).path("data")) {
      if (each.path("bucket").asString().equals("key::concurrency")) {
        return each.path("remaining").asLong();
      }
    }
    return 1_000; // a bucket that is full may be forgotten
  }

  private static JsonNode budget() {
    return Json.tree(rig.tutti().get("/admin/budgets")).path("data").path(0);
  }
}
