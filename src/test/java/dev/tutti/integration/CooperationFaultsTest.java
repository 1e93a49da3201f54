package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import dev.tutti.testing.TestingAdmin;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Every way in which one of three members can fail, in every kind of run: two good answers are
 * enough where a quorum is, and whatever is held is given back.
 */
class CooperationFaultsTest {
  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          providers: {up: {base_url: "{upstream}", api_key: sk-of-the-provider}}
          prices: [{provider: up, model: c, as_of: 2026-01-01, input: 100000, output: 100000}]
          """);

  private static final ModelScripts scripts = new ModelScripts();
  private static TestingAdmin caller;

  /** A fault of the third member. */
  enum Broken {
    FAILS(turn -> turn.json(500, "{\"error\":{\"message\":\"out of order\"}}"), "upstream_error"),
    STALLS(turn -> turn.stall(), "deadline_exceeded"),
    CUTS(turn -> turn.head(200, "content-length: 900").write("{\"id\":").close(), "truncated"),
    NONSENSE(turn -> turn.json(200, "<html>no</html>"), "upstream_error"),
    SLOW(turn -> turn.stream().event(Chat.role()).stall(), "deadline_exceeded"),
    TOO_DEAR(Chat.answers("Answer: 4"), "budget_exceeded");

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final Script script;

    private final String code;

    Broken(Script script, String code) {
      this.script = script;
      this.code = code;
    }

    String limits() {
      return switch (this) {
        case STALLS, SLOW -> ",\"deadline\":1.5";
        case TOO_DEAR -> ",\"max_cost_usd\":0.0001,\"deadline\":30";
        default -> ",\"deadline\":30";
      };
    }
  }

  /** A kind of run with three members. */
  enum Kind {
    VOTING("parallel", "\"models\":[\"up/a\",\"up/b\",\"up/c\"]", true),
    JUDGE(
        "parallel",
        "\"models\":[\"up/a\",\"up/b\",\"up/c\"],\"integration_strategy\":\"judge\",\"judge\":\"up/j\"",
        true),
    SYNTHESIS(
        "parallel",
        "\"models\":[\"up/a\",\"up/b\",\"up/c\"],\"integration_strategy\":\"synthesis\",\"judge\":\"up/w\"",
        true),
    BAD_JUDGE(
        "parallel",
        "\"models\":[\"up/a\",\"up/b\"],\"integration_strategy\":\"judge\",\"judge\":\"up/c\"",
        true),
    DEBATE("debate", "\"models\":[\"up/a\",\"up/b\",\"up/c\"]", true),
    MIXTURE("mixture", "\"models\":[\"up/a\",\"up/b\",\"up/c\"],\"judge\":\"up/w\"", true),
    CASCADE("cascade", "\"models\":[\"up/a\",\"up/c\"],\"escalate_to\":\"up/b\"", true),
    SEQUENTIAL("sequential", "\"models\":[\"up/a\",\"up/b\",\"up/c\"]", true),
    CRITIQUE(
        "sequential",
        "\"models\":[\"up/a\",\"up/c\"],\"integration_strategy\":\"critique_and_revise\"",
        true),
    PIPELINE(
        "pipeline",
        "\"pipeline_config\":[{\"step\":\"one\",\"model\":\"up/a\",\"task\":\"t\"},{\"step\":\"two\",\"model\":\"up/c\",\"task\":\"t\"},{\"step\":\"three\",\"model\":\"up/b\",\"task\":\"t\"}]",
        false);

    private final String path;
    private final String members;
    private final boolean goesOn;

    Kind(String path, String members, boolean goesOn) {
      this.path = path;
      this.members = members;
      this.goesOn = goesOn;
    }
  }

  @BeforeAll
  static void connect() {
    caller = new TestingAdmin(rig.tutti().url(), "");
  }

  @AfterAll
  static void leave() {
    caller.close();
  }

  @BeforeEach
  void play() {
    rig.upstream().playAlways(scripts);
    scripts.forget();
    scripts.says("a", "Answer: 4").says("b", "Answer: 4").says("w", "Four.");
    scripts.says("j", "{\"choice\": 1, \"reason\": \"right\"}");
  }

  static Stream<Arguments> matrix() {
    return Arrays.stream(Kind.values())
        .flatMap(kind -> Arrays.stream(Broken.values()).map(each -> Arguments.of(kind, each)));
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void a_broken_member_is_named_and_the_rest_goes_on(Kind kind, Broken broken) {
    scripts.on("c", broken.script);
    var body = "{\"query\":\"2+2?\",%s%s}".formatted(kind.members, broken.limits());
    var response = caller.post("/v1/cooperation/" + kind.path, body);
    rig.tutti().awaitQuiet(rig.upstream());
    if (kind.goesOn) {
      assertThat(response.status()).as(response.text()).isEqualTo(200);
      assertThat(response.json().path("final_result").asString("")).isNotEmpty();
      assertThat(codes(response.json())).as(response.text()).contains(broken.code);
      assertThat(response.json().at("/usage/total_tokens").asInt()).isGreaterThanOrEqualTo(11);
    } else {
      assertThat(response.status()).as(response.text()).isIn(402, 502, 504);
      assertThat(response.message()).contains("step two");
      assertThat(response.json().at("/error/code").asString()).isEqualTo(broken.code);
      assertThat(scripts.asked("b")).isEmpty();
    }
  }

  private static List<String> codes(JsonNode answer) {
    return Stream.of("/failures", "/usage/breakdown", "/steps")
        .flatMap(each -> answer.at(each).valueStream())
        .map(each -> each.path("code").asString(""))
        .toList();
  }

  @Test
  void without_a_quorum_there_is_no_answer_and_every_failure_is_named() {
    scripts.on("a", Broken.FAILS.script).on("c", Broken.FAILS.script);
    var response =
        caller.post(
            "/v1/cooperation/parallel",
            "{\"query\":\"q\",\"models\":[\"up/a\",\"up/b\",\"up/c\"],\"quorum\":2}");
    assertThat(response.status()).isEqualTo(502);
    assertThat(response.message())
        .contains("1 of 3 answered (expected: at least 2)")
        .contains("models[0] up/a: ")
        .contains("models[2] up/c: ");
    rig.tutti().awaitQuiet(rig.upstream());
  }

  @Test
  void a_member_has_its_own_fallback() {
    scripts.on("c", Broken.FAILS.script);
    var response =
        caller.post(
            "/v1/cooperation/parallel",
            "{\"query\":\"q\",\"models\":[\"up/a\",{\"model\":\"up/c\",\"fallback\":[\"up/b\"]}],\"quorum\":2}");
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    assertThat(response.json().path("models_used").toString()).contains("up/b");
    assertThat(response.json().path("failures").isEmpty()).isTrue();
  }

  @Test
  void a_vote_that_is_decided_leaves_the_rest_alone() throws Exception {
    scripts.on("c", Broken.STALLS.script);
    var response =
        caller.post(
            "/v1/cooperation/parallel",
            "{\"query\":\"q\",\"models\":[\"up/a\",\"up/b\",\"up/c\"],\"early_stop\":true}");
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    assertThat(response.json().path("consensus").asString()).isEqualTo("4");
    assertThat(response.json().at("/failures/0/message").asString()).contains("decided");
    rig.tutti().awaitQuiet(rig.upstream());
  }

  @Test
  void a_caller_who_leaves_ends_every_member() throws Exception {
    scripts.on("a", Broken.STALLS.script).on("b", Broken.STALLS.script);
    try (var client = rig.tutti().client()) {
      client.post("/v1/cooperation/parallel", "{\"query\":\"q\",\"models\":[\"up/a\",\"up/b\"]}");
      var one = rig.upstream().turn();
      var two = rig.upstream().turn();
      client.close();
      one.awaitLeft();
      two.awaitLeft();
    }
    rig.tutti().awaitQuiet(rig.upstream());
  }

  @Test
  void an_incomplete_version_does_not_replace_a_complete_one() {
    scripts.on("b", turn -> turn.json(200, Chat.whole("half").replace("\"stop\"", "\"length\"")));
    var response =
        caller.post(
            "/v1/cooperation/sequential", "{\"query\":\"q\",\"models\":[\"up/a\",\"up/b\"]}");
    assertThat(response.json().path("final_result").asString()).isEqualTo("Answer: 4");
    assertThat(response.json().at("/steps/1/kept").asString()).isEqualTo("previous");
    assertThat(Json.text(response.json().at("/steps/1/reason"))).contains("length");
  }
}
