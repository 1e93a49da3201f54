package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Rig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The model {@code auto} while its decisions are only noted. */
class ShadowRoutingTest {
  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          providers: {up: {base_url: "{upstream}", api_key: sk-of-the-provider}}
          models:
            small: {deployments: [{provider: up, model: a}]}
            large: {deployments: [{provider: up, model: s}]}
          routing:
            shadow: large
            rules: [{name: counting, keywords: [count], model: small}]
          """);

  @Test
  void one_model_answers_and_the_decision_is_noted() throws Exception {
    rig.upstream().playAlways(Chat.answers("Three."));
    var body =
        "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"count to three\"}]}";
    try (var client = rig.ask(body, "x-tutti-explain: 1")) {
      var answer = client.answer();
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.header("x-tutti-route")).isEqualTo("large");
      var routing = Json.tree(answer.body()).at("/tutti/routing");
      assertThat(routing.path("model").asString()).isEqualTo("small");
      assertThat(routing.path("shadow").asBoolean()).isTrue();
      assertThat(routing.path("asked").asString()).isEqualTo("large");
    }
    assertThat(Json.tree(rig.upstream().turn().heard().body()).path("model").asString())
        .isEqualTo("s");
  }
}
