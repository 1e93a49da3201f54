package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static dev.tutti.testing.Chat.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whom the ledger charges, and for what. */
class AccountingTest {
  private static final String USER = "x-tutti-user: ";

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          providers:
            up: {base_url: "{upstream}"}
            gemini: {preset: gemini, base_url: "{upstream}", api_key: x}
            ollama: {preset: ollama, base_url: "{upstream}/ollama"}
            claude: {preset: anthropic, base_url: "{upstream}", api_key: x}
          """);

  @ParameterizedTest
  @CsvSource({
    "gemini/gemini-2.5-flash, true",
    "gemini/gemini-2.5-pro, false",
    "ollama/one, true",
    "ollama/two, false",
    "claude/claude-sonnet-4-5, false",
    "up/gpt-4o, true"
  })
  void a_failure_that_used_nothing_costs_nothing(String model, boolean stream) throws Exception {
    Script hangUp = turn -> turn.close();
    Script limited = turn -> turn.json(429, "{\"error\":{\"message\":\"slow down\"}}");
    for (var script : new Script[] {limited, hangUp}) {
      rig.closeConnections();
      rig.upstream().play(script);
      try (var client = rig.ask(stream ? streamed(model) : question(model))) {
        assertThat(client.answer().status()).isIn(429, 502);
      }
    }
    var row = row("deployment", model, 2);
    assertThat(row.path("failed").asInt()).isEqualTo(2);
    assertThat(row.path("input_tokens").asInt()).isZero();
    assertThat(row.path("output_tokens").asInt()).isZero();
    assertThat(row.path("cost_usd").asDouble()).isZero();
    assertThat(row.path("unpriced").asInt()).isZero();
  }

  @Test
  void the_end_user_is_named_in_the_body_or_beside_it() throws Exception {
    rig.upstream().playAlways(Chat.answers("Hi"));
    ask(with(question("up/m"), "\"user\":\"in-the-body\""));
    row("user", "in-the-body", 1);
    ask(with(question("up/m"), "\"user\":\"in-the-body\""), USER + "beside-it");
    row("user", "beside-it", 1);
    ask(question("up/m"), USER + "u".repeat(512));
    row("user", "u".repeat(512), 1);
    assertThat(row("user", "in-the-body", 1).path("attempts").asInt()).isEqualTo(1);
  }

  @Test
  void an_end_user_without_end_is_refused() throws Exception {
    try (var client = rig.ask(question("up/m"), USER + "u".repeat(513))) {
      var heard = client.answer();
      assertThat(heard.status()).isEqualTo(400);
      Envelopes.assertError(heard, "invalid_request", Optional.of("x-tutti-user"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "to=%2B1000000000-12-31T23:59:59Z",
        "to=-1000000000-01-01T00:00:00Z",
        "from=-1000000000-01-01T00:00:00Z",
        "from=1969-12-31T23:59:59Z",
        "to=10000-01-01T00:00:00Z",
        "to=1970-01-02T00:00:00Z"
      })
  void times_that_no_ledger_has_are_refused(String query) throws Exception {
    try (var client = rig.tutti().client()) {
      var heard = client.get("/admin/usage?" + query).answer();
      assertThat(heard.status()).as(heard.body()).isEqualTo(400);
      assertThat(heard.body()).contains("expected");
    }
  }

  private static void ask(String json, String... headers) throws Exception {
    try (var client = rig.ask(json, headers)) {
      assertThat(client.answer().status()).isEqualTo(200);
    }
  }

  /** The row of a group, once it has so many attempts: they are written a moment later. */
  private static JsonNode row(String by, String group, int attempts) {
    Patience.until(() -> find(by, group).path("attempts").asInt(0) >= attempts, group);
    return find(by, group);
  }

  private static JsonNode find(String by, String group) {
    for (var row : Json.tree(rig.tutti().get("/admin/usage?by=" + by)).path("data")) {
      if (row.path("group").asString("").equals(group)) {
        return row;
      }
    }
    return Json.object();
  }
}
