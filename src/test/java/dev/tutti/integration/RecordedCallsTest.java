package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.Patience;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What operators read of single calls, and why each went where it went. */
class RecordedCallsTest {
  private static final Script BROKEN =
      turn -> turn.json(500, "{\"error\":{\"message\":\"out of order\"}}");

  @RegisterExtension
  static final Rig rig =
      Rig.resilient(
          """
          retry: {attempts: 2, base: 1ms, max: 10ms}
          breaker: {consecutive: 3, open: 1h}
          providers: {up: {base_url: "{upstream}"}, spare: {base_url: "{upstream}"}}
          models:
            both:
              deployments: [{provider: up, model: a}, {provider: spare, model: a}]
              fallback: [last]
            last: {deployments: [{provider: up, model: last}]}
            kept: {deployments: [{provider: up, model: kept}], cache: {}}
            shared: {deployments: [{provider: up, model: shared}], coalesce: true}
          prices:
            - {provider: up, model: kept, as_of: 2026-01-01, input: 1000, output: 1000}
            - {provider: up, model: shared, as_of: 2026-01-01, input: 1000, output: 1000}
          """);

  private static JsonNode get(String path) throws IOException {
    var heard = rig.tutti().client().get(path).answer();
    assertThat(heard.status()).as(heard.body()).isEqualTo(200);
    return Json.request(heard.body().getBytes(UTF_8));
  }

  private static ReceivedRequest ask(String json, String... headers) throws IOException {
    try (var client = rig.ask(json, headers)) {
      return client.answer();
    }
  }

  /** A call that was answered, once it is recorded: its end is noted after its answer. */
  private static JsonNode recorded(ReceivedRequest heard) throws IOException {
    var id = heard.header("x-tutti-request-id");
    Patience.until(() -> status("/admin/calls/" + id) == 200, "the call " + id);
    return get("/admin/calls/" + id);
  }

  private static int status(String path) {
    try (var client = rig.tutti().client()) {
      return client.get(path).answer().status();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> texts(JsonNode list, String name) {
    var texts = new ArrayList<String>();
    list.forEach(each -> texts.add(each.path(name).asString("")));
    return texts;
  }

  @Test
  void a_plain_call_says_what_was_asked_and_what_came() throws Exception {
    rig.upstream().play(Chat.answers("Hi"));
    var call = recorded(ask(question("up/plain"), "x-tutti-user: ann", "x-tutti-session: s-1"));
    assertThat(call.path("endpoint").asString()).isEqualTo("/v1/chat/completions");
    assertThat(call.path("model").asString()).isEqualTo("up/plain");
    assertThat(call.path("user").asString()).isEqualTo("ann");
    assertThat(call.path("session").asString()).isEqualTo("s-1");
    assertThat(call.path("outcome").asString()).isEqualTo("completed");
    assertThat(call.path("status").asInt()).isEqualTo(200);
    assertThat(call.path("attempts").asInt()).isEqualTo(1);
    assertThat(call.path("output_tokens").asInt()).isPositive();
    assertThat(call.path("total").asDouble()).isPositive();
    var step = call.path("decision").get(0);
    assertThat(step.path("chosen").asString()).isEqualTo("up/plain");
    assertThat(step.path("reason").asString()).isEqualTo("first");
    var attempt = call.path("tries").get(0);
    assertThat(attempt.path("number").asInt()).isEqualTo(1);
    assertThat(attempt.path("status").asInt()).isEqualTo(200);
  }

  @Test
  void a_user_whom_the_request_names_is_the_users() throws Exception {
    rig.upstream().play(Chat.answers("Hi"));
    var call = recorded(ask(Chat.with(question("up/named"), "\"user\":\"bob\"")));
    assertThat(call.path("user").asString()).isEqualTo("bob");
  }

  @Test
  void retries_and_fallbacks_are_told_with_their_reasons() throws Exception {
    rig.upstream().play(BROKEN, BROKEN, Chat.answers("at last"));
    var call = recorded(ask(question("both")));
    assertThat(call.path("outcome").asString()).isEqualTo("completed");
    assertThat(texts(call.path("tries"), "reason")).containsExactly("first", "retry", "fallback");
    assertThat(texts(call.path("tries"), "status")).containsExactly("500", "500", "200");
    var steps = call.path("decision");
    assertThat(texts(steps, "link")).containsExactly("first", "first", "fallback");
    assertThat(texts(steps, "reason")).containsExactly("first", "retry", "fallback");
    assertThat(texts(steps.get(0).path("candidates"), "deployment"))
        .containsExactlyInAnyOrder("up/a", "spare/a");
    var away = steps.get(1).path("away").get(0);
    assertThat(away.path("deployment").asString())
        .isEqualTo(steps.get(0).path("chosen").asString());
    assertThat(away.path("reasons").get(0).asString()).isEqualTo("was asked before");
    assertThat(steps.get(2).path("chosen").asString()).isEqualTo("up/last");
  }

  @Test
  void a_name_that_no_model_has_is_not_noted_but_that_of_a_model_which_is_gone() throws Exception {
    var made = ask(question("made-up-4711"));
    assertThat(made.status()).isEqualTo(404);
    assertThat(recorded(made).path("model").asString()).isEqualTo("(unknown)");
    assertThat(recorded(made).path("outcome").asString()).isEqualTo("model_not_found");
    rig.upstream().play(turn -> turn.json(404, "{\"error\":{\"code\":\"model_not_found\"}}"));
    var gone = recorded(ask(question("up/gone")));
    assertThat(gone.path("outcome").asString()).isEqualTo("model_not_found");
    assertThat(gone.path("model").asString()).isEqualTo("up/gone");
  }

  private static void assertSaved(JsonNode reuse, JsonNode original) {
    int used = original.path("input_tokens").asInt() + original.path("output_tokens").asInt();
    assertThat(reuse.path("saved_tokens").asInt()).isEqualTo(used).isPositive();
    assertThat(reuse.path("saved_cost").decimalValue())
        .isEqualByComparingTo(original.path("cost").decimalValue());
    assertThat(reuse.path("cost").decimalValue()).isZero();
    assertThat(reuse.path("output_tokens").asInt()).isZero();
    assertThat(original.path("saved_tokens").asInt()).isZero();
  }

  @Test
  void an_answer_of_the_cache_says_what_it_saves() throws Exception {
    rig.upstream().play(Chat.answers("Hi"));
    var miss = recorded(ask(question("kept")));
    var hit = recorded(ask(question("kept")));
    assertThat(miss.path("cache").asString()).isEqualTo("miss");
    assertThat(hit.path("cache").asString()).isEqualTo("hit");
    assertSaved(hit, miss);
  }

  @Test
  void a_call_that_shares_an_answer_tells_the_choices_and_pays_nothing() throws Exception {
    var gate = new Gate();
    rig.upstream().play(turn -> turn.await(gate).json(200, Chat.whole("Hi")));
    try (var leader = rig.ask(question("shared"));
        var follower = rig.ask(question("shared"))) {
      Patience.until(
          () -> rig.tutti().metric("tutti_coalesced_calls_total{role=\"follower\"}") > 0, "both");
      gate.open();
      var first = recorded(leader.answer());
      var second = recorded(follower.answer());
      boolean led = !first.path("coalesced").asBoolean();
      assertThat(second.path("coalesced").asBoolean()).isEqualTo(led);
      assertThat(first.path("decision")).hasSize(1).isEqualTo(second.path("decision"));
      assertSaved(led ? second : first, led ? first : second);
    }
  }

  @Test
  void a_failure_is_recorded_as_the_caller_saw_it() throws Exception {
    rig.upstream().play(BROKEN, BROKEN);
    var call = recorded(ask(question("up/sick")));
    assertThat(call.path("outcome").asString()).isEqualTo("upstream_error");
    assertThat(call.path("status").asInt()).isEqualTo(502);
  }

  @Test
  void a_stream_that_breaks_off_has_failed() throws Exception {
    rig.upstream()
        .play(
            turn -> {
              turn.stream().event(Chat.role()).event(Chat.text("Hel"));
              turn.close();
            });
    var call = recorded(ask(streamed("up/cut")));
    assertThat(call.path("outcome").asString()).isNotEqualTo("completed");
    assertThat(call.path("status").asInt()).isEqualTo(200);
    assertThat(call.path("first_token").asDouble()).isPositive();
  }

  @Test
  void calls_are_found_by_what_they_were() throws Exception {
    rig.upstream().play(Chat.answers("1"), Chat.answers("2"), Chat.answers("3"));
    for (var owner : List.of("u-1", "u-2", "u-3")) {
      recorded(ask(question("up/found"), "x-tutti-user: " + owner));
    }
    var filter = URLEncoder.encode("model=up/found user=u-1|u-3 outcome=completed", UTF_8);
    var first = get("/admin/calls?limit=1&filter=" + filter);
    assertThat(texts(first.path("data"), "user")).containsExactly("u-3");
    assertThat(first.path("has_more").asBoolean()).isTrue();
    var after = first.path("data").get(0).path("number").asLong();
    var next = get("/admin/calls?limit=5&after=" + after + "&filter=" + filter);
    assertThat(texts(next.path("data"), "user")).containsExactly("u-1");
    assertThat(next.path("has_more").asBoolean()).isFalse();
  }

  @Test
  void lines_of_csv_are_those_of_the_list_and_hold_no_formulas() throws Exception {
    rig.upstream().play(Chat.answers("1"), Chat.answers("2"));
    recorded(ask(question("up/lines"), "x-tutti-user: =HYPERLINK(1)"));
    recorded(ask(question("up/lines"), "x-tutti-user: b,c"));
    var path = "/admin/calls?filter=" + URLEncoder.encode("model=up/lines", UTF_8);
    var listed = get(path).path("data");
    try (var client = rig.tutti().client()) {
      var heard = client.get(path + "&format=csv").answer();
      assertThat(heard.header("content-type")).startsWith("text/csv");
      var lines = heard.body().lines().toList();
      assertThat(lines).hasSize(3);
      assertThat(lines.getFirst()).startsWith("call,trace,started,").endsWith(",saved_cost,number");
      for (int i = 0; i < listed.size(); i++) {
        var call = listed.get(i);
        assertThat(lines.get(i + 1))
            .startsWith(call.path("call").asString() + ",")
            .contains("," + call.path("started").asString() + ",")
            .endsWith("," + call.path("number").asString());
      }
      assertThat(lines.get(1)).contains(",\"b,c\",");
      assertThat(lines.get(2)).contains(",'=HYPERLINK(1),");
    }
    assertThat(status("/admin/calls?format=xml")).isEqualTo(400);
  }

  @Test
  void mistakes_are_told() throws Exception {
    assertThat(status("/admin/calls/req_unheard")).isEqualTo(404);
    assertThat(status("/admin/calls?zone=Mars/Olympus")).isEqualTo(400);
    try (var client = rig.tutti().client()) {
      var heard = client.get("/admin/calls?filter=" + URLEncoder.encode("modle=x", UTF_8)).answer();
      assertThat(heard.status()).isEqualTo(400);
      assertThat(heard.body()).contains("filter").contains("at 1").contains("did you mean model?");
    }
  }
}
