package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.cli.TestingCli;
import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.Keys;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Recorded calls that are asked again. */
class ReplayTest {
  private static final String KEPT =
      Rig.PLAIN
          + """
          bodies: {sample: 1, max_length: 400}
          models:
            other: {deployments: [{provider: up, model: o}]}
            cached: {deployments: [{provider: up, model: c}], cache: {}}
          prices:
            - {provider: up, model: o, as_of: 2026-01-01, input: 1000, output: 1000}
          """;

  @RegisterExtension static final Rig rig = Rig.of(KEPT);
  @RegisterExtension static final Rig locked = Rig.of(KEPT);
  @RegisterExtension static final Rig silent = Rig.of(Rig.PLAIN);

  /** A call whose body is kept, unless nothing is. */
  private static String called(Rig of, String json) throws IOException {
    try (var client = of.ask(json);
        var admin = new TestingAdmin(of.tutti().url(), "")) {
      var id = client.answer().header("x-tutti-request-id");
      Patience.until(() -> admin.get("/admin/calls/" + id).status() == 200, "the call " + id);
      if (of != silent) {
        var path = "/admin/calls/" + id + "/bodies";
        Patience.until(() -> !admin.get(path).json().path("data").isEmpty(), "the body of " + id);
      }
      return id;
    }
  }

  private static TestingAdmin.Response replay(Rig of, String id, String json) {
    try (var admin = new TestingAdmin(of.tutti().url(), "")) {
      return admin.post("/admin/calls/" + id + "/replay", json);
    }
  }

  private static JsonNode replayed(String id, String json) {
    var response = replay(rig, id, json);
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    return response.json();
  }

  private static JsonNode asked() throws InterruptedException {
    return Json.tree(rig.upstream().turn().heard().body().getBytes(UTF_8));
  }

  private static JsonNode get(String path) {
    try (var admin = new TestingAdmin(rig.tutti().url(), "")) {
      return admin.get(path).json();
    }
  }

  @Test
  void the_same_is_asked_in_one_piece_and_for_nobody_but_who_asks_again() throws Exception {
    rig.upstream().play(Chat.says("Hel", "lo"), Chat.answers("Hello"));
    var id = called(rig, Chat.with(streamed("up/m"), "\"user\":\"ann\",\"temperature\":0.5"));
    var then = asked();
    var answer = replayed(id, "");
    var now = asked();
    assertThat(now.path("messages")).isEqualTo(then.path("messages"));
    assertThat(now.path("temperature").asDouble()).isEqualTo(.5);
    assertThat(now.has("stream") || now.has("user")).isFalse();
    assertThat(answer.path("replayed").asString()).isEqualTo(id);
    assertThat(answer.path("equal").asBoolean()).isTrue();
    assertThat(answer.path("redacted").asBoolean()).isFalse();
    assertThat(answer.at("/recorded/answer/choices/0/text").asString()).isEqualTo("Hello");
    assertThat(answer.at("/answer/choices/0/message/content").asString()).isEqualTo("Hello");
    var call = answer.path("call").asString();
    assertThat(call).isNotEqualTo(id);
    Patience.until(() -> get("/admin/calls/" + call).has("outcome"), "the new call");
    var row = get("/admin/calls/" + call);
    assertThat(row.path("endpoint").asString()).isEqualTo("/admin/calls/{id}/replay");
    assertThat(row.path("user").asString("")).isEmpty();
    var audit = get("/admin/audit").path("data").get(0);
    assertThat(audit.path("action").asString()).isEqualTo("call.replay");
    assertThat(audit.path("target").asString()).isEqualTo("call " + id);
  }

  @Test
  void another_model_and_other_members_may_be_asked() throws Exception {
    rig.upstream().play(Chat.answers("Yes"), Chat.answers("No"));
    var id = called(rig, Chat.with(question("up/m"), "\"temperature\":1,\"top_p\":0.5"));
    var _ = asked();
    var answer =
        replayed(id, "{\"model\":\"other\",\"params\":{\"temperature\":0,\"top_p\":null}}");
    var now = asked();
    assertThat(now.path("model").asString()).isEqualTo("o");
    assertThat(now.path("temperature").asInt(-1)).isZero();
    assertThat(now.has("top_p")).isFalse();
    assertThat(answer.path("model").asString()).isEqualTo("other");
    assertThat(answer.path("equal").isBoolean() && !answer.path("equal").asBoolean()).isTrue();
    assertThat(answer.path("cost_usd").asDouble()).isEqualTo(.011);
  }

  @Test
  void what_was_taken_out_is_told_and_answers_are_compared_without_it() throws Exception {
    rig.upstream().play(Chat.answers("Mail ann@example.com"), Chat.answers("Mail bob@example.com"));
    var id = called(rig, question("up/m").replace("Hello", "I am ann@example.com"));
    var _ = asked();
    var answer = replayed(id, "");
    assertThat(asked().at("/messages/0/content").asString()).isEqualTo("I am [e-mail]");
    assertThat(answer.path("redacted").asBoolean()).isTrue();
    assertThat(answer.path("equal").asBoolean()).isTrue();
  }

  @Test
  void an_answer_of_the_cache_is_neither_given_nor_replaced() throws Exception {
    rig.upstream().play(Chat.answers("first"), Chat.answers("second"));
    var id = called(rig, question("cached"));
    assertThat(replayed(id, "").at("/answer/choices/0/message/content").asString())
        .isEqualTo("second");
    try (var client = rig.ask(question("cached"))) {
      assertThat(client.answer().body()).contains("first");
    }
  }

  @Test
  void what_is_not_whole_or_not_there_cannot_be_asked_again() throws Exception {
    rig.upstream().playAlways(Chat.answers("Hi"));
    silent.upstream().playAlways(Chat.answers("Hi"));
    var cut = replay(rig, called(rig, question("up/m").replace("Hello", "x".repeat(500))), "");
    assertThat(cut.status()).isEqualTo(409);
    assertThat(cut.message()).contains("what was asked was cut");
    var unkept = replay(silent, called(silent, question("up/m")), "");
    assertThat(unkept.status()).isEqualTo(409);
    assertThat(unkept.message()).contains("its body was not kept");
    var unknown = replay(rig, "req_unheard", "");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.message()).contains("is not recorded");
  }

  @Test
  void a_failure_is_told_as_of_any_call() throws Exception {
    rig.upstream().play(Chat.answers("Hi"), turn -> turn.json(500, "{\"error\":{}}"));
    var id = called(rig, question("up/m"));
    assertThat(replay(rig, id, "").status()).isEqualTo(502);
    assertThat(replay(rig, id, "{\"model\":\"nobody\"}").status()).isEqualTo(404);
    for (var wrong :
        List.of(
            "{\"body\":2}",
            "{\"body\":\"1\"}",
            "{\"model\":7}",
            "{\"params\":[]}",
            "{\"params\":{\"messages\":[]}}",
            "{\"modle\":\"other\"}")) {
      assertThat(replay(rig, id, wrong).status()).as(wrong).isEqualTo(400);
    }
  }

  @Test
  void the_command_prints_both_answers() throws Exception {
    rig.upstream().play(Chat.answers("Yes"), Chat.answers("No"));
    var id = called(rig, question("up/m"));
    var run =
        TestingCli.run(
            "calls",
            "replay",
            id,
            "--model=other",
            "--set=temperature=0",
            "--set=stop=a",
            "--url=" + rig.tutti().url());
    assertThat(run.out())
        .contains(id + ", again as req_", "of other: another answer")
        .containsPattern("Then, .*, up/m, completed:\\RYes")
        .containsPattern("Now, \\$ 0.011000:\\RNo");
    var _ = asked();
    var now = asked();
    assertThat(now.path("temperature").isNumber()).isTrue();
    assertThat(now.path("stop").asString()).isEqualTo("a");
  }

  @Test
  void nobody_asks_again_what_they_might_not_ask_at_all() throws Exception {
    locked.upstream().playAlways(Chat.answers("Hi"));
    var id = called(locked, question("up/m"));
    try (var operator = with(Role.OPERATOR);
        var auditor = with(Role.AUDITOR);
        var nobody = new TestingAdmin(locked.tutti().url(), "")) {
      var path = "/admin/calls/" + id + "/replay";
      Patience.until(() -> nobody.get("/admin/calls").status() == 401, "the first key is known");
      Patience.until(() -> operator.get("/admin/calls").status() == 200, "the key is known");
      Patience.until(() -> auditor.get("/admin/calls").status() == 200, "the key is known");
      assertThat(operator.post(path, "").status()).isEqualTo(403);
      assertThat(operator.post(path, "{\"model\":\"other\"}").status()).isEqualTo(200);
      assertThat(auditor.post(path, "{\"model\":\"other\"}").status()).isEqualTo(403);
    }
  }

  /** Somebody who may use one model only. */
  private static TestingAdmin with(Role role) {
    try (var store = Store.attach(StoreSettings.in(locked.tutti().data()));
        var keys = Keys.open(store, Clock.systemUTC(), new SecureRandom())) {
      var models = AllowedModels.of(List.of("other"));
      var grant = new Grant(role.word(), role.word(), role, models);
      return new TestingAdmin(locked.tutti().url(), Store.await(keys.create(grant)).secret());
    }
  }
}
