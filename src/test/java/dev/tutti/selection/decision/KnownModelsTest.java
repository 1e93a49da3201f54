package dev.tutti.selection.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.DeploymentId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownModelsTest {
  @ParameterizedTest
  @CsvSource({
    "gpt-3.5-turbo-0125, 16385, NO, UNKNOWN",
    "gpt-4o-2024-08-06, 128000, UNKNOWN, UNKNOWN",
    "gpt-4, 8192, NO, UNKNOWN",
    "o1-mini, 128000, NO, NO",
    "gpt-5.4-mini, 400000, UNKNOWN, UNKNOWN",
    "claude-sonnet-4-5-20250929, 1000000, UNKNOWN, UNKNOWN",
    "qwen/qwen3-32b, 131072, NO, UNKNOWN",
    "Qwen3-8B-AWQ, 131072, NO, UNKNOWN",
    "qwen3:8b, 131072, NO, UNKNOWN",
    "qwen3_8b, 131072, NO, UNKNOWN",
    "moonshotai/kimi-k2-instruct, 262144, NO, UNKNOWN",
  })
  void well_known_models_are_in_the_table(String name, int context, Ability vision, Ability tools) {
    var known = KnownModels.of(name);
    assertThat(known.context()).isEqualTo(context);
    assertThat(known.vision()).isEqualTo(vision);
    assertThat(known.tools()).isEqualTo(tools);
  }

  @ParameterizedTest
  @CsvSource({
    "qwen3-vl-8b-instruct",
    "qwen2.5vl:7b",
    "llama-3.2-11b-vision-instruct",
    "kimi-k2.5",
    "glm-4.5v",
    "gpt-4-vision-preview",
    "gpt-6",
    "model-of-ours",
  })
  void of_models_that_see_or_are_new_nothing_is_said(String name) {
    assertThat(KnownModels.of(name)).isEqualTo(ModelTraits.UNKNOWN);
  }

  private static ModelTraits of(String... models) {
    return KnownModels.of(Stream.of(models).map(model -> new DeploymentId("up", model)).toList());
  }

  @Test
  void of_several_deployments_the_one_that_takes_most_counts() {
    assertThat(of("gpt-4", "gpt-3.5-turbo").context()).isEqualTo(16_385);
    assertThat(of("gpt-4", "gpt-3.5-turbo").vision()).isEqualTo(Ability.NO);
    assertThat(of("gpt-4", "gpt-4o").vision()).isEqualTo(Ability.UNKNOWN);
    assertThat(of("gpt-4", "ours")).isEqualTo(ModelTraits.UNKNOWN);
    assertThat(KnownModels.of(List.of())).isEqualTo(ModelTraits.UNKNOWN);
  }
}
