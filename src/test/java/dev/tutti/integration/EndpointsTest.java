package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Endpoints of OpenAI's and Anthropic's APIs that are here in part, or not at all. */
class EndpointsTest {
  private static final String ANTHROPIC = "anthropic-version: 2023-06-01";

  @RegisterExtension static final Rig rig = Rig.of(Rig.PLAIN);

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/moderations",
    "POST, /v1/audio/speech",
    "POST, /v1/audio/transcriptions",
    "POST, /v1/images/generations",
    "POST, /v1/rerank",
    "POST, /v2/rerank",
    "POST, /v1/vector_stores/vs_1/search",
    "POST, /v1/fine_tuning/jobs",
    "GET, /v1/chat/completions/chatcmpl-1",
    "POST, /v1/messages/batches",
    "POST, /v1beta/models/gemini-2.5-flash:generateContent",
  })
  @KnownFault("CLIENTS-U")
  void an_endpoint_of_a_provider_names_the_way_to_it(String method, String path) throws Exception {
    var heard = ask(method, path, "{}");
    assertThat(heard.status()).isEqualTo(404);
    var endpoint = path.substring(path.indexOf('/', 1));
    assertThat(heard.body()).contains("/passthrough/{provider}" + endpoint + " ");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /chat/completions, /v1/chat/completions",
    "POST, /messages, /v1/messages",
    "POST, /v1/chat/completion, /v1/chat/completions",
  })
  @KnownFault("CLIENTS-U")
  void a_path_that_is_nearly_right_names_the_right_one(String method, String path, String right)
      throws Exception {
    var heard = ask(method, path, "{}");
    assertThat(heard.status()).isEqualTo(404);
    assertThat(heard.body()).contains("(expected: " + right);
  }

  @Test
  void an_endless_path_is_not_repeated() throws Exception {
    var heard = ask("POST", "/v1/" + "x".repeat(7_000), "{}");
    assertThat(heard.status()).isEqualTo(404);
    Envelopes.assertError(heard, "invalid_request", Optional.empty());
  }

  @Test
  @KnownFault({"CLIENTS-C5", "GATEWAY-N5"})
  void tokens_of_an_input_are_counted() throws Exception {
    var path = "/v1/responses/input_tokens";
    var short_ = tokens(ask("POST", path, "{\"model\":\"sim\",\"input\":\"Tell me a joke.\"}"));
    var long_ =
        tokens(
            ask(
                "POST",
                path,
                """
                {"model":"sim","instructions":"Be brief, and kind to everybody.","input":[{"role":"user","content":
                [{"type":"input_text","text":"Tell me a joke about a very long road to Samarkand."}]}]}\
                """));
    assertThat(short_).isBetween(3L, 20L);
    assertThat(long_).isGreaterThan(short_ + 5);
    assertThat(rig.upstream().waiting()).isZero();
  }

  @Test
  @KnownFault("CLIENTS-C5")
  void what_came_before_an_input_is_counted_with_it() throws Exception {
    var first =
        ask(
            "POST",
            "/v1/responses",
            "{\"model\":\"sim\",\"input\":\"" + "a road ".repeat(50) + "\"}");
    var id = Json.tree(first.body()).path("id").asString("");
    var next = "{\"model\":\"sim\",\"input\":\"Another.\",\"previous_response_id\":\"%s\"}";
    var path = "/v1/responses/input_tokens";
    assertThat(tokens(ask("POST", path, next.formatted(id)))).isGreaterThan(60);
    assertThat(ask("POST", path, next.formatted("resp_none")).status()).isEqualTo(404);
    assertThat(ask("POST", path, "{\"input\":\"x\"}").status()).isEqualTo(400);
    assertThat(ask("POST", path, "{\"model\":\"unknown/x\",\"input\":\"x\"}").status())
        .isEqualTo(404);
  }

  private static long tokens(ReceivedRequest heard) {
    assertThat(heard.status()).as(heard.body()).isEqualTo(200);
    assertThat(heard.header("x-tutti-estimated")).isEqualTo("1");
    var json = Json.tree(heard.body());
    assertThat(json.propertyNames()).containsExactly("object", "input_tokens");
    assertThat(json.path("object").asString("")).isEqualTo("response.input_tokens");
    return json.path("input_tokens").asLong(-1);
  }

  @Test
  @KnownFault({"CLIENTS-C5", "GATEWAY-N5"})
  void compaction_is_a_providers_own() throws Exception {
    var heard = ask("POST", "/v1/responses/compact", "{\"model\":\"sim\",\"input\":\"x\"}");
    assertThat(heard.status()).isEqualTo(404);
    assertThat(heard.body()).contains("/passthrough/{provider}/responses/compact");
    Envelopes.assertError(heard, "invalid_request", Optional.empty());
  }

  @Test
  @KnownFault("CLIENTS-C5")
  void a_response_that_is_there_cannot_be_cancelled_any_more() throws Exception {
    var first = ask("POST", "/v1/responses", "{\"model\":\"sim\",\"input\":\"Tell me a joke.\"}");
    var id = Json.tree(first.body()).path("id").asString("");
    var heard = ask("POST", "/v1/responses/" + id + "/cancel", "");
    assertThat(heard.status()).isEqualTo(400);
    assertThat(heard.body()).contains("Cannot cancel a synchronous response.");
    assertThat(ask("POST", "/v1/responses/resp_none/cancel", "").status()).isEqualTo(404);
    var posted = ask("POST", "/v1/responses/" + id, "{}");
    assertThat(posted.status()).isEqualTo(405);
    assertThat(posted.header("allow")).isEqualTo("DELETE, GET");
  }

  @Test
  @KnownFault("CLIENTS-U")
  void models_are_paged_forwards_for_anthropics_callers() throws Exception {
    var all = ids(models("limit=1000"));
    var seen = new ArrayList<String>();
    var page = models("limit=2");
    while (true) {
      assertThat(ids(page)).hasSizeLessThanOrEqualTo(2);
      assertThat(page.path("first_id").asString("")).isEqualTo(ids(page).getFirst());
      assertThat(page.path("last_id").asString("")).isEqualTo(ids(page).getLast());
      seen.addAll(ids(page));
      if (!page.path("has_more").asBoolean(false)) {
        break;
      }
      page = models("limit=2&after_id=" + ids(page).getLast());
    }
    assertThat(seen).isEqualTo(all);
    assertThat(ids(models(""))).isEqualTo(all.subList(0, Math.min(20, all.size())));
  }

  @Test
  @KnownFault("CLIENTS-U")
  void and_backwards() throws Exception {
    var all = ids(models("limit=1000"));
    var page = models("limit=2&before_id=" + all.get(3));
    assertThat(ids(page)).isEqualTo(all.subList(1, 3));
    assertThat(page.path("has_more").asBoolean(false)).isTrue();
    var first = models("limit=5&before_id=" + all.get(3));
    assertThat(ids(first)).isEqualTo(all.subList(0, 3));
    assertThat(first.path("has_more").asBoolean(true)).isFalse();
    var none = models("before_id=" + all.getFirst());
    assertThat(ids(none)).isEmpty();
    assertThat(none.path("first_id").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=1001",
        "limit=two",
        "after_id=nobody",
        "before_id=",
        "after_id=sim&before_id=sim"
      })
  @KnownFault("CLIENTS-U")
  void a_wrong_page_is_told_so(String query) throws Exception {
    try (var client = rig.tutti().client()) {
      assertThat(client.get("/v1/models?" + query, ANTHROPIC).answer().status()).isEqualTo(400);
    }
  }

  private static JsonNode models(String query) throws IOException {
    try (var client = rig.tutti().client()) {
      return Json.tree(client.get("/v1/models?" + query, ANTHROPIC).answer().body());
    }
  }

  private static List<String> ids(JsonNode page) {
    return page.path("data").valueStream().map(each -> each.path("id").asString("")).toList();
  }

  private static ReceivedRequest ask(String method, String path, String body) throws IOException {
    try (var client = rig.tutti().client()) {
      return client
          .send(client.head(method, path, "content-length: " + body.length()) + "\r\n" + body)
          .answer();
    }
  }
}
