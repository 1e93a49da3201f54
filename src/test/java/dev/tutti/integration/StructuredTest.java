package dev.tutti.integration;

import static dev.tutti.testing.Chat.answers;
import static dev.tutti.testing.Chat.finish;
import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.role;
import static dev.tutti.testing.Chat.says;
import static dev.tutti.testing.Chat.streamed;
import static dev.tutti.testing.Chat.streamedWithUsage;
import static dev.tutti.testing.Chat.text;
import static dev.tutti.testing.Chat.whole;
import static dev.tutti.testing.Chat.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Gate;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What callers see of structured output beside the text. */
class StructuredTest {
  @RegisterExtension static final Rig rig = Rig.of(Shape.PROVIDERS);

  private static final String PERSON =
      format(
          "{'type':'object','properties':{'name':{'type':'string'},'age':{'type':'integer'}},'required':['name','age']}");
  private static final String ANN = "{ \"name\" : \"Ann\", \"age\":  7 }";
  private static final String WRONG = "{\"name\":\"Ann\",\"age\":\"seven\"}";

  @AfterEach
  void everythingIsGivenBack() {
    rig.tutti().awaitQuiet(rig.upstream());
  }

  @Test
  void a_valid_answer_is_relayed_as_it_came() throws Exception {
    var answer = whole(ANN).replace("\"refusal\":null", "\"refusal\" : null, \"x\":[1.50]");
    rig.upstream().play(turn -> turn.json(200, answer));
    assertThat(ask(question("native/m"), PERSON).body())
        .isEqualTo(answer.replace("upstream-model", "native/m"));
    assertThat(rig.upstream().turn().heard().body()).contains(PERSON);
  }

  @Test
  void a_valid_stream_is_relayed_as_it_came() throws Exception {
    rig.upstream().play(says("{\"name\":", "\"Ann\",", "\"age\":7}"));
    var body = ask(streamed("native/m"), PERSON).body();
    assertThat(body.lines().filter(line -> line.contains("\"content\":\"\\\"Ann"))).hasSize(1);
    assertThat(body).endsWith("data: [DONE]\n\n");
  }

  @Test
  void a_live_stream_is_seen_to_grow() throws Exception {
    var gate = new Gate();
    rig.upstream()
        .play(
            turn ->
                turn.stream()
                    .event(role())
                    .event(text("{\"name\":\"Ann\","))
                    .await(gate)
                    .event(text("\"age\":7}"))
                    .event(finish())
                    .done());
    try (var client = rig.ask(with(streamed("native/m"), PERSON), "x-tutti-structured: live")) {
      client.head();
      client.data();
      assertThat(client.data()).contains("Ann");
      gate.open();
      var rest = client.events();
      assertThat(rest.getFirst()).contains("age");
      assertThat(rest.getLast()).isEqualTo("data: [DONE]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {WRONG, "```json\n{\"name\":\"Ann\",\"age\":7}\n```", "Hello"})
  void a_live_stream_that_turns_out_wrong_never_ends_well(String said) throws Exception {
    double before = counted("native", "invalid");
    rig.upstream().play(says(said));
    try (var client = rig.ask(with(streamed("native/m"), PERSON), "x-tutti-structured: live")) {
      assertThat(client.failure()).contains("\"code\":\"invalid_output\"");
    }
    assertThat(rig.upstream().turn().heard().body()).contains(PERSON);
    assertThat(counted("native", "invalid")).isEqualTo(before + 1);
  }

  @Test
  void what_is_not_valid_is_asked_for_again_with_what_was_wrong() throws Exception {
    double before = counted("native", "reasked");
    rig.upstream().play(answers(WRONG), answers(ANN));
    var heard = ask(question("native/m"), PERSON);
    assertThat(content(heard)).isEqualTo(ANN);
    assertThat(heard.header("x-tutti-attempts")).isEqualTo("2");
    assertThat(Json.tree(heard.body()).path("usage").path("total_tokens").asInt()).isEqualTo(22);
    rig.upstream().turn();
    var messages = Json.tree(rig.upstream().turn().heard().body()).path("messages");
    assertThat(messages).hasSize(3);
    assertThat(messages.path(1).path("content").asString()).isEqualTo(WRONG);
    assertThat(messages.path(2).path("content").asString())
        .contains("/age: string found, integer expected");
    assertThat(counted("native", "reasked")).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void what_stays_wrong_is_a_clear_error(boolean stream) throws Exception {
    double before = counted("native", "invalid");
    rig.upstream().playAlways(stream ? says(WRONG) : answers(WRONG));
    var heard = ask(stream ? streamed("native/m") : question("native/m"), PERSON);
    assertThat(heard.status()).isEqualTo(502);
    var error = Json.tree(heard.body()).path("error");
    assertThat(error.path("code").asString()).isEqualTo("invalid_output");
    assertThat(error.path("message").asString()).contains("/age: string found, integer expected");
    assertThat(counted("native", "invalid")).isEqualTo(before + 1);
  }

  @Test
  void an_answer_that_was_cut_is_an_error_at_once() throws Exception {
    rig.upstream()
        .play(turn -> turn.json(200, whole("{\"name\":\"A").replace("\"stop\"", "\"length\"")));
    var heard = ask(question("native/m"), PERSON);
    assertThat(heard.status()).isEqualTo(502);
    assertThat(heard.body()).contains("max_tokens");
  }

  @Test
  void refusals_and_calls_of_tools_pass() throws Exception {
    var refusal = whole("").replace("\"refusal\":null", "\"refusal\":\"I must not.\"");
    var call =
        whole("")
            .replace(
                "\"refusal\":null",
                "\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]")
            .replace("\"stop\"", "\"tool_calls\"");
    rig.upstream().play(turn -> turn.json(200, refusal), turn -> turn.json(200, call));
    assertThat(ask(question("native/m"), PERSON).body()).contains("I must not.");
    assertThat(ask(question("native/m"), PERSON).body()).contains("\"tool_calls\"");
  }

  @Test
  void every_choice_is_checked() throws Exception {
    var two = choices("```\n" + ANN + "\n```", WRONG);
    rig.upstream().play(two, choices(ANN, "```\n" + ANN + "\n```"));
    var heard = ask(with(question("native/m"), "\"n\":2"), PERSON);
    var choices = Json.tree(heard.body()).path("choices");
    assertThat(choices).hasSize(2);
    for (var choice : choices) {
      assertThat(Json.tree(choice.path("message").path("content").asString()))
          .isEqualTo(Json.tree(ANN));
    }
  }

  @Test
  void any_object_is_repaired_but_not_asked_for_again() throws Exception {
    var object = "\"response_format\":{\"type\":\"json_object\"}";
    rig.upstream().play(answers("```json\n{'a': True,}\n```"), answers("Sorry."));
    assertThat(content(ask(question("native/m"), object))).isEqualTo("{\"a\":true}");
    var refused = ask(question("native/m"), object);
    assertThat(refused.status()).isEqualTo(502);
    assertThat(refused.header("x-tutti-attempts")).isEqualTo("1");
  }

  @Test
  void an_upstream_that_does_not_understand_is_asked_otherwise() throws Exception {
    Script knowsNoFormat = turn -> turn.json(400, refusal("response_format json_schema"));
    Script knowsNoTool = turn -> turn.json(400, refusal("tool_choice"));
    rig.upstream().play(knowsNoFormat, knowsNoTool, knowsNoFormat, answers(ANN));
    var heard =
        ask(streamedWithUsage("native/m").replace("\"stream\":true", "\"stream\":false"), PERSON);
    assertThat(heard.status()).as(heard.body()).isEqualTo(200);
    assertThat(heard.header("x-tutti-attempts")).isEqualTo("4");
    var first = asked();
    assertThat(first.path("response_format").path("type").asString()).isEqualTo("json_schema");
    var second = asked();
    assertThat(second.has("response_format")).isFalse();
    assertThat(second.path("tools").path(0).path("function").path("name").asString())
        .isEqualTo("answer_in_json");
    var third = asked();
    assertThat(third.path("response_format").path("type").asString()).isEqualTo("json_object");
    var last = asked();
    assertThat(last.has("response_format")).isFalse();
    assertThat(last.path("messages").path(0).path("content").asString()).contains("\"integer\"");
  }

  @Test
  void the_callers_tools_are_offered_beside_ours() throws Exception {
    rig.upstream().play(answers(ANN));
    var tools =
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{\"type\":\"object\"}}}]";
    assertThat(ask(with(question("tool/m"), tools), PERSON).status()).isEqualTo(200);
    var sent = asked();
    assertThat(sent.path("tools")).hasSize(2);
    assertThat(sent.path("tool_choice").asString()).isEqualTo("required");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'strnig'}",
        "{'$ref':'https://example.com/schema.json'}",
        "{'type':'string','pattern':'('}"
      })
  void a_schema_that_is_none_is_refused_before_anybody_is_asked(String schema) throws Exception {
    var heard = ask(question("native/m"), format(schema));
    assertThat(heard.status()).isEqualTo(400);
    assertThat(Json.tree(heard.body()).path("error").path("param").asString())
        .isEqualTo("response_format.json_schema.schema");
    assertThat(rig.upstream().waiting()).isZero();
  }

  private static ReceivedRequest ask(String question, String member) throws IOException {
    try (var client = rig.ask(with(question, member))) {
      return client.answer();
    }
  }

  private static JsonNode asked() throws InterruptedException {
    return Json.tree(rig.upstream().turn().heard().body());
  }

  private static String format(String schema) {
    return "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":%s}}"
        .formatted(schema.replace('\'', '"'));
  }

  private static String refusal(String what) {
    return "{\"error\":{\"message\":\"%s is not supported\",\"type\":\"invalid_request_error\"}}"
        .formatted(what);
  }

  private static Script choices(String one, String other) {
    var second =
        "{\"index\":1,\"message\":{\"role\":\"assistant\",\"content\":%s},\"logprobs\":null,\"finish_reason\":\"stop\"}"
            .formatted(Json.text(other));
    return turn ->
        turn.json(200, whole(one).replace("}],\"usage\"", "}," + second + "],\"usage\""));
  }

  private static String content(ReceivedRequest heard) {
    return Json.tree(heard.body())
        .path("choices")
        .path(0)
        .path("message")
        .path("content")
        .asString(heard.body());
  }

  private static double counted(String mode, String result) {
    var labels = "{mode=\"%s\",result=\"%s\",rung=\"%s\"}".formatted(mode, result, mode);
    return rig.tutti().metric("tutti_structured_total" + labels);
  }
}
