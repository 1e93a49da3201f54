package dev.tutti.gateway.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.JsonBody;
import dev.tutti.testing.KnownFault;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherModelsTest {

  @KnownFault("SECURITY-F20")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\":\"a\",\"models\":[\"b\"]}",
        "{\"model\":\"a\",\"fallbacks\":[\"b\"]}",
        "{\"model\":\"a\",\"Fallbacks\":[\"b\"]}",
        "{\"model\":\"a\",\"route\":\"fallback\"}",
        "{\"model\":\"a\",\"context_window_fallbacks\":[]}",
        "{\"model\":\"a\",\"user_config\":{\"model_list\":[]}}",
        "{\"model\":\"a\",\"extra_body\":{\"fallbacks\":[\"b\"]}}",
        "{\"model\":\"a\",\"extra_body\":{\"google\":{},\"model\":\"b\"}}",
        "{\"model\":\"a\",\"extra_body\":\"odd\"}",
        "{\"model\":\"a\",\"Model\":\"b\"}"
      })
  void what_may_name_another_model_is_found(String body) {
    assertThat(OtherModels.in(parsed(body))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\":\"a\",\"messages\":[{\"models\":1}]}",
        "{\"model\":\"a\",\"extra_body\":{\"google\":{\"thinking_config\":{}}}}"
      })
  void what_names_none_is_not(String body) {
    assertThat(OtherModels.in(parsed(body))).isEmpty();
  }

  private static JsonBody parsed(String body) {
    return JsonBody.parse(body.getBytes(StandardCharsets.UTF_8));
  }
}
