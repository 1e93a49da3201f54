package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Models without a price of providers that have prices: a caller with a budget pays the dearest
 * one, whichever endpoint is asked. Every answer has nine tokens in and two out.
 */
class UnpricedModelTest {
  /** Billionths of a dollar. */
  private static final long DEAREST = 9 * 1_000_000 + 2 * 2_000_000;

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          providers:
            up: {base_url: "{upstream}"}
            poor: {base_url: "{upstream}"}
            unpriced: {base_url: "{upstream}"}
          models:
            mixed:
              deployments: [{provider: up, model: free}]
              fallback: [up/nobody-knows]
          budgets: {key: {month: 100}}
          prices:
            - {provider: up, model: p, as_of: 2026-01-01, input: 1000, output: 2000}
            - {provider: up, model: free, as_of: 2026-01-01, input: 0, output: 0}
            - {provider: poor, model: dear, as_of: 2026-01-01, input: 100000, output: 100000}
          """);

  /** Where a model is asked by its name, and with what. */
  enum Endpoint {
    CHAT("/v1/chat/completions", "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"),
    MESSAGES(
        "/v1/messages", "\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"),
    RESPONSES("/v1/responses", "\"input\":\"Hi\""),
    COMPLETIONS("/v1/completions", "\"prompt\":\"Hi\""),
    EMBEDDINGS("/v1/embeddings", "\"input\":\"Hi\""),
    COUNT_TOKENS(
        "/v1/messages/count_tokens", "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"),
    INPUT_TOKENS("/v1/responses/input_tokens", "\"input\":\"Hi\""),
    EXPLAIN("/admin/explain", "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]");

    private final String path;
    private final String members;

    Endpoint(String path, String members) {
      this.path = path;
      this.members = members;
    }

    String user() {
      return name().toLowerCase(Locale.ROOT);
    }

    ReceivedRequest ask(String model, String user) throws IOException {
      try (var client = rig.tutti().client()) {
        return client
            .post(
                path,
                "{\"model\":%s,%s}".formatted(Json.text(model), members),
                "x-tutti-user: " + user)
            .answer();
      }
    }
  }

  @KnownFault("SECURITY-F4")
  @ParameterizedTest
  @EnumSource(names = {"CHAT", "MESSAGES", "RESPONSES", "COMPLETIONS", "EMBEDDINGS"})
  void a_model_without_a_price_costs_what_the_dearest_does(Endpoint endpoint) throws Exception {
    rig.upstream().play(turn -> turn.json(200, answer(endpoint)));
    long before = spent();
    var heard = endpoint.ask("up/P", endpoint.user());
    assertThat(heard.status()).as(heard.body()).isEqualTo(200);
    long expected = endpoint == Endpoint.EMBEDDINGS ? 9_000_000 : DEAREST;
    Patience.until(() -> spent() > before, "it is taken of the budget");
    assertThat(spent() - before).as("taken of the budget").isEqualTo(expected);
    assertBilled(endpoint.user(), expected);
  }

  private static String answer(Endpoint endpoint) {
    return switch (endpoint) {
      case COMPLETIONS ->
          """
          {"id":"c","object":"text_completion","created":1,"model":"odd","choices":[{"index":0,\
          "text":"Hi","finish_reason":"stop"}],\
          "usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}\
          """;
      case EMBEDDINGS ->
          """
          {"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.5]}],\
          "model":"odd","usage":{"prompt_tokens":9,"total_tokens":9}}\
          """;
      default -> Chat.whole("Hi");
    };
  }

  private static void assertBilled(String user, long nanoDollars) {
    Patience.until(
        () -> Math.round(rig.tutti().usage(user).path("cost_usd").asDouble() * 1e9) == nanoDollars,
        user + " is billed " + nanoDollars);
    assertThat(rig.tutti().usage(user).path("unpriced").asInt(-1)).isZero();
  }

  @Test
  @KnownFault("SECURITY-F4")
  void a_stream_costs_the_same_and_says_so() throws Exception {
    rig.upstream().play(Chat.says("Hi"));
    try (var client =
        rig.ask(Chat.streamedWithUsage("up/P"), "x-tutti-user: streamed", "x-tutti-explain: 1")) {
      assertThat(client.answer().body()).contains("\"cost_usd\":0.013");
    }
    assertBilled("streamed", DEAREST);
  }

  @Test
  @KnownFault("SECURITY-F4")
  void a_fallback_without_a_price_costs_what_the_dearest_does() throws Exception {
    rig.upstream()
        .play(
            turn -> turn.json(500, "{\"error\":{\"message\":\"down\"}}"),
            turn -> turn.json(200, Chat.whole("Hi")));
    assertThat(Endpoint.CHAT.ask("mixed", "fallback").status()).isEqualTo(200);
    assertBilled("fallback", DEAREST);
  }

  @Test
  @KnownFault("SECURITY-F4")
  void what_has_no_price_is_reserved_at_the_dearest() throws Exception {
    rig.upstream().play(turn -> turn.json(200, Chat.whole("Hi")));
    var heard = Endpoint.CHAT.ask("poor/Dear", "poor");
    assertThat(heard.status()).as("256 tokens at 10 cents, and the prompt").isEqualTo(200);
    rig.upstream().turn();
    try (var client = rig.ask(Chat.with(Chat.question("poor/Dear"), "\"max_tokens\":1000"))) {
      assertThat(client.answer().status()).as("1,000 tokens at 10 cents").isEqualTo(402);
    }
    assertThat(rig.upstream().waiting()).isZero();
  }

  @Test
  void a_provider_without_any_price_has_no_known_cost() throws Exception {
    rig.upstream().play(turn -> turn.json(200, Chat.whole("Hi")));
    assertThat(Endpoint.CHAT.ask("unpriced/m", "unpriced").status()).isEqualTo(200);
    var row = rig.tutti().usage("unpriced");
    assertThat(row.path("cost_usd").asDouble()).isZero();
    assertThat(row.path("unpriced").asInt()).isOne();
  }

  @KnownFault("SECURITY-F4")
  @ParameterizedTest
  @EnumSource
  void a_name_with_blanks_around_it_is_refused(Endpoint endpoint) throws Exception {
    for (var name : List.of("up/p ", " up/p", "up/p\u00a0", "\u3000up/p", " ")) {
      var heard = endpoint.ask(name, "blank");
      assertThat(heard.status()).as(name + heard.body()).isEqualTo(400);
      assertThat(Json.tree(heard.body()).path("error").path("message").asString())
          .contains("model: \"" + name + "\" (expected: a name without blanks around it)");
    }
    assertThat(rig.upstream().waiting()).isZero();
  }

  /** What the budget has lost, in billionths of a dollar. */
  private static long spent() {
    var budgets = Json.tree(rig.tutti().get("/admin/budgets"));
    return Math.round(budgets.at("/data/0/spent_usd").asDouble() * 1e9);
  }
}
