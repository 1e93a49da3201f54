package dev.tutti.integration;

import static dev.tutti.integration.ResponsesCalls.PATH;
import static dev.tutti.integration.ResponsesCalls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import dev.tutti.testing.ScriptedResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Aliases of which some members cannot take a request, over real sockets. */
class UnfitMembersTest {
  private static final ScriptedResponse ANSWER = ScriptedResponse.of("m").message("msg_1", "Sun.");

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          server: {commit_after: 10m}
          cache: {enabled: false}
          providers:
            openai: {preset: openai, base_url: "{upstream}", api_key: sk-x}
            chat: {base_url: "{upstream}", api_key: x}
            claude: {preset: anthropic, base_url: "{upstream}", api_key: x}
            small: {base_url: "{upstream}", api_key: x, limits: {tokens: 50}}
            tiny: {base_url: "{upstream}", api_key: x, limits: {tokens: 20}}
          models:
            both: {deployments: [{provider: chat, model: m}, {provider: openai, model: gpt-5}]}
            none: {deployments: [{provider: chat, model: m}, {provider: claude, model: m}]}
            later: {deployments: [{provider: chat, model: m}], fallback: [openai/gpt-5]}
            mixed: {deployments: [{provider: claude, model: m}, {provider: chat, model: m}]}
            sizes: {deployments: [{provider: small, model: m}, {provider: chat, model: m}]}
            smalls: {deployments: [{provider: small, model: m}, {provider: tiny, model: m}]}
            spoken:
              deployments: [{provider: chat, model: m}]
              degrade: {text: Later.}
          """);

  private final ResponsesCalls calls = new ResponsesCalls(rig);

  private static ReceivedRequest chat(String path, String body) throws IOException {
    try (var client = rig.tutti().client()) {
      return client.post(path, body.replace('\'', '"'), Chat.JSON).answer();
    }
  }

  @ParameterizedTest
  @KnownFault("GATEWAY-F3")
  @ValueSource(strings = {"both", "later"})
  void what_only_one_api_can_say_goes_to_a_member_that_speaks_it(String model) throws Exception {
    for (int i = 0; i < 4; i++) {
      rig.upstream().play(ANSWER.answers());
      var heard =
          calls.post(
              PATH,
              "{'model':'%s','input':'Weather?','tools':[{'type':'web_search'}]}".formatted(model));
      ok(heard);
      assertThat(heard.header("x-tutti-deployment")).isEqualTo("openai/gpt-5");
      assertThat(heard.header("x-tutti-attempts")).isEqualTo("1");
      calls.asked(PATH);
    }
  }

  @ParameterizedTest
  @KnownFault("GATEWAY-F3")
  @CsvSource(
      delimiter = '|',
      value = {
        "none|'tools':[{'type':'web_search'}]|tools[0].type",
        "spoken|'prompt':{'id':'pmpt_1'}|prompt"
      })
  void what_no_member_can_say_is_a_bad_request_that_names_it(
      String model, String member, String param) throws Exception {
    var heard = calls.post(PATH, "{'model':'%s','input':'Hi',%s}".formatted(model, member));
    assertThat(heard.status()).as(heard.body()).isEqualTo(400);
    assertThat(Json.tree(heard.body()).at("/error/param").asString()).isEqualTo(param);
    assertThat(rig.upstream().waiting()).isZero();
  }

  @Test
  @KnownFault("GATEWAY-F3")
  void a_member_that_is_away_is_not_taken_for_one_that_cannot() throws Exception {
    rig.upstream().play(turn -> turn.json(503, "{}"));
    var heard =
        calls.post(PATH, "{'model':'both','input':'Weather?','tools':[{'type':'web_search'}]}");
    assertThat(heard.status()).as(heard.body()).isEqualTo(503);
  }

  @ParameterizedTest
  @KnownFault("GATEWAY-F3")
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/chat/completions|'messages':[{'role':'user','content':'Hi'}],'n':2",
        "/v1/chat/completions|'messages':[{'role':'user','content':'Hi'}],'logprobs':true",
        "/v1/embeddings|'input':'Hi'"
      })
  void what_a_provider_has_no_words_for_goes_to_another_one(String path, String body)
      throws Exception {
    for (int i = 0; i < 4; i++) {
      rig.upstream()
          .play(
              path.endsWith("embeddings")
                  ? turn -> turn.json(200, "{\"data\":[{\"index\":0,\"embedding\":[1.5]}]}")
                  : Chat.answers("Hi"));
      var heard = chat(path, "{'model':'mixed',%s}".formatted(body));
      assertThat(heard.status()).as(heard.body()).isEqualTo(200);
      assertThat(heard.header("x-tutti-deployment")).isEqualTo("chat/m");
      calls.asked(path);
    }
    var refused = chat(path, "{'model':'claude/m',%s}".formatted(body));
    assertThat(refused.status()).as(refused.body()).isEqualTo(400);
  }

  @Test
  @KnownFault("SECURITY-F26")
  void a_prompt_that_never_fits_a_providers_limit_goes_to_another_one() throws Exception {
    var long1 = "{'model':'%s','messages':[{'role':'user','content':'" + "x".repeat(400) + "'}]}";
    for (int i = 0; i < 4; i++) {
      rig.upstream().play(Chat.answers("Hi"));
      var heard = chat("/v1/chat/completions", long1.formatted("sizes"));
      assertThat(heard.status()).as(heard.body()).isEqualTo(200);
      assertThat(heard.header("x-tutti-deployment")).isEqualTo("chat/m");
      rig.upstream().turn();
    }
    var never = chat("/v1/chat/completions", long1.formatted("smalls"));
    assertThat(never.status()).as(never.body()).isEqualTo(422);
    assertThat(Json.tree(never.body()).at("/error/code").asString()).isEqualTo("limit_exceeded");
    assertThat(never.header("retry-after")).isEmpty();
    assertThat(rig.upstream().waiting()).isZero();
  }
}
