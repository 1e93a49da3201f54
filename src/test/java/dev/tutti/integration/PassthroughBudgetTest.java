package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Rig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Budgets hold for passthrough, however a request is dressed. The model p costs 2 cents a call. */
class PassthroughBudgetTest {
  private static final String USAGE =
      "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":10,\"total_tokens\":20}";

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          providers:
            up: {base_url: "{upstream}"}
            unpriced: {base_url: "{upstream}"}
            poor: {base_url: "{upstream}"}
          budgets: {key: {month: 100}}
          prices:
            - {provider: up, model: p, as_of: 2026-01-01, input: 1000, output: 1000}
            - {provider: up, model: free, as_of: 2026-01-01, input: 0, output: 0}
            - {provider: poor, model: dear, as_of: 2026-01-01, input: 100000, output: 100000}
          """);

  @KnownFault("SECURITY-F4")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "application/json | {`model`:`p`}",
        "application/json; x=jsonl | {`model`:`p`}",
        "application/json; charset=utf-8 | {`model`:`p`}",
        "application/json | {`model`:`free`,`model`:`p`}",
        "application/json | {`model`:`p `}",
        "application/json | {`model`:`nobody-knows`}",
        "application/json | {}",
        "application/vnd.x+json | {`model`:`p`}",
        "text/plain | {`model`:`p`}",
        "text/json | {`model`:`p`}",
        "audio/wav | {`model`:`p`}",
        "application/jsonl | {`model`:`p`}",
        "multipart/form-data; boundary=x | --x--",
        "~~ | {`model`:`p`}",
      })
  void a_call_is_charged_however_it_is_dressed(String type, String body) throws Exception {
    rig.upstream().play(turn -> turn.json(200, "{\"model\":\"odd\"," + USAGE + "}"));
    var user = "dressed" + (type + body).hashCode();
    assertThat(post("up", type, body.replace('`', '"'), user)).isEqualTo(200);
    assertThat(spent(user)).isEqualTo(0.02);
  }

  @Test
  @KnownFault("SECURITY-F4")
  void the_model_that_the_answer_names_has_the_first_word() throws Exception {
    rig.upstream().play(turn -> turn.json(200, "{\"model\":\"p\"," + USAGE + "}"));
    post("up", "application/json", "{\"model\":\"free\"}", "answer");
    assertThat(spent("answer")).isEqualTo(0.02);
  }

  @Test
  @KnownFault("SECURITY-F4")
  void what_has_no_price_is_reserved_at_the_dearest_and_refused_beyond_the_budget()
      throws Exception {
    assertThat(post("poor", "text/plain", "x".repeat(4_000), "poor")).isEqualTo(402);
    assertThat(post("poor", "application/json", "{\"model\":\"m\",\"n\":4}", "poor"))
        .as("1,024 tokens at 10 cents")
        .isEqualTo(402);
    assertThat(rig.upstream().waiting()).isZero();
  }

  @Test
  @KnownFault("SECURITY-F4")
  void an_upload_is_text_however_late_it_begins() throws Exception {
    var json = "{\"model\":\"p\",\"input\":\"" + "word ".repeat(4_000) + "\"}";
    for (var before : List.of("", " ".repeat(100_000), "\uFEFF", "\uFEFF" + "\n".repeat(64))) {
      rig.upstream().play(turn -> turn.json(200, "{}"));
      var user = "late" + before.length();
      assertThat(post("up", "application/octet-stream", before + json, user)).isEqualTo(200);
      assertThat(spent(user)).as("more than a file costs").isGreaterThan(2);
    }
  }

  /** Upstreams leave the end of the last line, or of the last event, out. */
  @KnownFault("SECURITY-F7")
  @ParameterizedTest
  @CsvSource({"application/x-ndjson,''", "text/event-stream,'data: '"})
  void the_last_frame_of_an_answer_counts_without_its_end(String type, String before)
      throws Exception {
    var body = before + "{\"model\":\"p\"," + USAGE + "}";
    var head = new String[] {"content-type: " + type, "content-length: " + body.length()};
    rig.upstream().play(turn -> turn.head(200, head).write(body));
    assertThat(post("up", "application/json", "{\"model\":\"free\"}", type)).isEqualTo(200);
    assertThat(spent(type)).isEqualTo(0.02);
  }

  @Test
  void a_provider_without_any_price_has_no_known_cost() throws Exception {
    rig.upstream().play(turn -> turn.json(200, "{" + USAGE + "}"));
    assertThat(post("unpriced", "application/json", "{\"model\":\"m\"}", "free")).isEqualTo(200);
    assertThat(spent("free")).isZero();
  }

  private static int post(String provider, String type, String body, String user)
      throws IOException {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    try (var client = rig.tutti().client()) {
      var head =
          client
              .head("POST", "/passthrough/" + provider + "/x", "x-tutti-user: " + user)
              .replace(Chat.JSON + "\r\n", type.isEmpty() ? "" : "content-type: " + type + "\r\n");
      return client.send(head + "content-length: " + length + "\r\n\r\n" + body).answer().status();
    }
  }

  private static double spent(String user) {
    return rig.tutti().usage(user).path("cost_usd").asDouble();
  }
}
