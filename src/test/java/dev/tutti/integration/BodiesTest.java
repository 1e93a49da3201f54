package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Bodies of calls, where they may be kept. */
class BodiesTest {
  @RegisterExtension
  static final Rig rig = Rig.of(Rig.PLAIN + "bodies: {sample: 1, max_length: 300}\n");

  @RegisterExtension static final Rig silent = Rig.of(Rig.PLAIN);

  private static JsonNode get(Rig of, String path) {
    try (var admin = new TestingAdmin(of.tutti().url(), "")) {
      return admin.get(path).json();
    }
  }

  private static String ask(Rig of, String json) throws IOException {
    try (var client = of.ask(json)) {
      return client.answer().header("x-tutti-request-id");
    }
  }

  private static JsonNode bodies(String id) {
    var path = "/admin/calls/" + id + "/bodies";
    Patience.until(() -> !get(rig, path).path("data").isEmpty(), "the bodies of " + id);
    return get(rig, path).path("data");
  }

  private static String asked(String text) {
    return Chat.with(
        "{\"model\":\"up/m\"}",
        "\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]".formatted(text));
  }

  @Test
  void what_was_asked_and_answered_is_kept_redacted() throws Exception {
    rig.upstream().play(Chat.answers("Write to bob@example.com"));
    var body = bodies(ask(rig, asked("I am ann@example.com"))).get(0);
    assertThat(body.path("request").asString()).contains("I am [e-mail]").doesNotContain("ann@");
    var answer = Json.tree(body.path("answer").asString());
    assertThat(answer.at("/choices/0/text").asString()).isEqualTo("Write to [e-mail]");
    assertThat(answer.path("outcome").asString()).isEqualTo("completed");
    assertThat(body.path("cut").asBoolean()).isFalse();
  }

  @Test
  void escapes_of_json_hide_nothing() throws Exception {
    var arguments = "{\"to\": \"\\u7801 bob\\u0040example.com\"}";
    rig.upstream().play(Chat.answers(arguments));
    var text = "\\u53f7\\u780113800138000 ann\\u0040example.com";
    var body = bodies(ask(rig, asked(text))).get(0);
    assertThat(body.path("request").asString()).contains("号码[phone] [e-mail]");
    var answer = Json.tree(body.path("answer").asString());
    assertThat(answer.at("/choices/0/text").asString()).isEqualTo("{\"to\": \"码 [e-mail]\"}");
  }

  @Test
  void no_half_of_a_secret_stays_however_much_was_taken_out_before_it() throws Exception {
    var asked = asked("a@example.com,".repeat(400) + "1380013".repeat(200));
    rig.upstream().play(Chat.answers("Hi"));
    var request = bodies(ask(rig, asked)).get(0).path("request").asString();
    assertThat(request).contains("[e-mail],[e-mail]").doesNotContain("1380013");
  }

  @Test
  void streams_are_kept_as_one_text() throws Exception {
    rig.upstream().play(Chat.says("Hel", "lo"));
    var body = bodies(ask(rig, streamed("up/m"))).get(0);
    assertThat(Json.tree(body.path("answer").asString()).at("/choices/0/text").asString())
        .isEqualTo("Hello");
  }

  @Test
  void what_is_long_is_cut() throws Exception {
    rig.upstream().play(Chat.answers("x".repeat(1_000)));
    var body = bodies(ask(rig, question("up/m"))).get(0);
    assertThat(body.path("cut").asBoolean()).isTrue();
    assertThat(body.path("answer").asString()).hasSize(300);
  }

  @Test
  void a_failure_is_kept_with_its_outcome() throws Exception {
    rig.upstream().play(turn -> turn.json(400, "{\"error\":{\"message\":\"no\"}}"));
    var body = bodies(ask(rig, question("up/m"))).get(0);
    assertThat(Json.tree(body.path("answer").asString()).path("outcome").asString())
        .isNotEqualTo("completed");
  }

  @Test
  void each_look_is_in_the_audit_and_bodies_can_be_removed() throws Exception {
    rig.upstream().play(Chat.answers("Hi"));
    var id = ask(rig, question("up/m"));
    bodies(id);
    var newest = get(rig, "/admin/audit").path("data").get(0);
    assertThat(newest.path("action").asString()).isEqualTo("bodies.read");
    assertThat(newest.path("target").asString()).isEqualTo("call " + id);
    try (var admin = new TestingAdmin(rig.tutti().url(), "")) {
      var deleted = admin.delete("/admin/calls/" + id + "/bodies").json();
      assertThat(deleted.path("deleted").asInt()).isEqualTo(1);
    }
    assertThat(get(rig, "/admin/calls/" + id + "/bodies").path("data")).isEmpty();
  }

  @Test
  void nothing_is_kept_unless_the_configuration_says_so() throws Exception {
    silent.upstream().play(Chat.answers("Hi"));
    var id = ask(silent, question("up/m"));
    Patience.until(() -> get(silent, "/admin/calls/" + id).has("outcome"), "the call");
    assertThat(get(silent, "/admin/calls/" + id + "/bodies").path("data")).isEmpty();
  }
}
