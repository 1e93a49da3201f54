package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What providers report of their usage, and what is believed of it. */
class ReportedUsageTest {
  private static final String ANTHROPIC =
      """
      {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5",\
      "content":[{"type":"text","text":"Hi"}],"stop_reason":"end_turn",\
      "usage":{"input_tokens":10,"output_tokens":2,"service_tier":"priority",\
      "cache_creation_input_tokens":100000,"cache_read_input_tokens":0,"cache_creation":\
      {"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":100000}}}\
      """;

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          providers:
            up: {base_url: "{upstream}"}
            claude: {preset: anthropic, base_url: "{upstream}", api_key: k-1}
            gpt: {preset: openai, base_url: "{upstream}", api_key: k-2}
            router: {preset: openrouter, base_url: "{upstream}", api_key: k-3}
          prices:
            - {provider: up, model: p, as_of: 2026-01-01, input: 1, output: 1}
          """);

  @KnownFault("SECURITY-F9")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775807",
        "92233720368547758070",
        "2147483649",
        "-1",
        "1e18",
        "1e999999"
      })
  void a_number_that_cannot_be_meant_becomes_an_estimate(String tokens) throws Exception {
    var usage =
        "{\"prompt_tokens\":%1$s,\"completion_tokens\":%1$s,\"total_tokens\":%1$s}"
            .formatted(tokens);
    var said = Chat.whole("Hi").replaceFirst("\"usage\":\\{.*?}", "\"usage\":" + usage);
    for (var path : new String[] {"/v1/chat/completions", "/passthrough/up/chat/completions"}) {
      var user = tokens + path.charAt(1);
      for (int i = 0; i < 2; i++) {
        rig.upstream().play(turn -> turn.json(200, said));
        ask(path, Chat.question(path.startsWith("/v1") ? "up/p" : "p"), user);
      }
      assertThat(row("user", user).path("input_tokens").asLong()).isBetween(2L, 100L);
    }
    assertThat(row("day", "").path("input_tokens").asLong()).isPositive();
  }

  @Test
  @KnownFault("GATEWAY-F13")
  void writes_for_an_hour_are_charged_and_handed_on() throws Exception {
    rig.upstream().play(turn -> turn.json(200, ANTHROPIC), turn -> turn.json(200, ANTHROPIC));
    var body =
        "{\"model\":\"%s\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    var said = ask("/v1/messages", body.formatted("claude/claude-sonnet-4-5"), "hour");
    assertThat(said.path("usage").path("cache_creation").path("ephemeral_1h_input_tokens").asLong())
        .isEqualTo(100_000);
    assertThat(said.path("usage").path("service_tier").asString()).isEqualTo("priority");
    assertThat(row("user", "hour").path("cost_usd").asDouble()).isEqualTo(0.60006);
    ask("/passthrough/claude/messages", body.formatted("claude-sonnet-4-5"), "hour-passed");
    assertThat(row("user", "hour-passed").path("cost_usd").asDouble()).isEqualTo(0.60006);
  }

  @Test
  @KnownFault("GATEWAY-F13")
  void the_tier_that_was_served_is_charged() throws Exception {
    var whole = Chat.with(Chat.whole("Hi"), "\"service_tier\":\"priority\"");
    for (var path : new String[] {"/v1/chat/completions", "/passthrough/gpt/chat/completions"}) {
      rig.upstream().play(turn -> turn.json(200, whole));
      ask(path, Chat.question(path.startsWith("/v1") ? "gpt/gpt-5" : "gpt-5"), "tier" + path);
      assertThat(row("user", "tier" + path).path("cost_usd").asDouble())
          .isEqualTo(9 * 2.5e-6 + 2 * 20e-6);
    }
    rig.upstream()
        .play(
            turn ->
                turn.stream()
                    .event(Chat.with(Chat.role(), "\"service_tier\":\"flex\""))
                    .event(Chat.text("Hi"))
                    .event(Chat.finish())
                    .event(Chat.usage())
                    .done());
    try (var client = rig.ask(Chat.streamed("gpt/gpt-5"), "x-tutti-user: flex")) {
      client.answer();
    }
    assertThat(row("user", "flex").path("cost_usd").asDouble()).isEqualTo(9 * 0.625e-6 + 2 * 5e-6);
  }

  @Test
  @KnownFault("GATEWAY-F13")
  void openrouter_tells_what_has_no_price_here() throws Exception {
    var whole =
        Chat.whole("Hi").replace("\"total_tokens\":11", "\"total_tokens\":11,\"cost\":0.25");
    rig.upstream().play(turn -> turn.json(200, whole));
    ask("/v1/chat/completions", Chat.question("router/someone/new"), "router");
    assertThat(row("user", "router").path("cost_usd").asDouble()).isEqualTo(0.25);
    assertThat(row("user", "router").path("cost_reported").asLong()).isOne();
    assertThat(row("user", "router").path("unpriced").asLong()).isZero();
  }

  private static JsonNode ask(String path, String body, String user) throws IOException {
    try (var client = rig.tutti().client()) {
      var heard = client.post(path, body, "x-tutti-user: " + user).answer();
      assertThat(heard.status()).as(heard.body()).isEqualTo(200);
      return Json.tree(heard.body());
    }
  }

  /** The row of a group, or the first one. */
  private static JsonNode row(String by, String group) {
    JsonNode[] found = new JsonNode[1];
    Patience.until(
        () -> {
          for (var row :
              Json.tree(rig.tutti().get("/admin/usage?limit=1000&by=" + by)).path("data")) {
            if (group.isEmpty() || row.path("group").asString("").equals(group)) {
              found[0] = row;
              return true;
            }
          }
          return false;
        },
        group + " in the usage by " + by);
    return found[0];
  }
}
