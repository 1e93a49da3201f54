package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.Rig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The model {@code auto} where a strategy goes to a cooperation. */
class StrategyRoutingTest {
  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          providers: {up: {base_url: "{upstream}", api_key: sk-of-the-provider}}
          models:
            small: {deployments: [{provider: up, model: a}]}
            other: {deployments: [{provider: up, model: b}]}
            large: {deployments: [{provider: up, model: s}]}
          cooperations:
            checked: {kind: cascade, members: [small, other], escalate_to: large}
          routing:
            strategies: {cascade: "coop:checked"}
            rules: [{name: counting, keywords: [多少], strategy: cascade}]
          """);

  private static final ModelScripts scripts = new ModelScripts();

  @BeforeEach
  void play() {
    rig.upstream().playAlways(scripts);
    scripts.forget();
    scripts.says("a", "答案：42").says("b", "答案：42").says("s", "四十二");
  }

  private static String answer(String more, String asked) throws Exception {
    var body =
        "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"15加27等于多少？\"}]%s}"
            .formatted(more);
    try (var client = rig.ask(body)) {
      var answer = client.answer();
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.header("x-tutti-route")).contains(asked);
      return Json.tree(answer.body()).at("/choices/0/message/content").asString();
    }
  }

  @Test
  void cheap_models_that_agree_are_enough() throws Exception {
    assertThat(answer("", "coop:checked")).isEqualTo("答案：42");
    assertThat(scripts.asked("s")).isEmpty();
  }

  @Test
  void a_strong_one_is_asked_where_they_differ() throws Exception {
    scripts.says("b", "答案：41");
    assertThat(answer("", "coop:checked")).isEqualTo("四十二");
    assertThat(scripts.asked()).hasSize(3);
  }

  @Test
  void what_only_one_model_can_give_goes_to_one() throws Exception {
    var tools = ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"add\"}}]";
    answer(tools, "");
    answer(",\"logprobs\":true", "");
    assertThat(scripts.asked()).hasSize(2);
  }
}
