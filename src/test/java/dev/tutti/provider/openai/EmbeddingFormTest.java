package dev.tutti.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.Operation;
import dev.tutti.provider.translate.TokenMeter;
import dev.tutti.testing.KnownFault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors reach the caller in the form that was asked for, whatever the provider gives. */
@KnownFault("GATEWAY-F4")
class EmbeddingFormTest {
  /** 0.5 and -1.0, packed. */
  private static final String PACKED = "\"AAAAPwAAgL8=\"";

  private static final String FLOATS = "[0.5,-1.0]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "encoding_format":"base64", | [0.5,-1.0]     | "AAAAPwAAgL8="
          "encoding_format":"base64", | "AAAAPwAAgL8=" | "AAAAPwAAgL8="
          "encoding_format":"float",  | "AAAAPwAAgL8=" | [0.5,-1.0]
          "encoding_format":"float",  | [0.5,-1.0]     | [0.5,-1.0]
          ``                          | "AAAAPwAAgL8=" | [0.5,-1.0]
          ``                          | [0.5,-1.0]     | [0.5,-1.0]
          "encoding_format":null,     | "AAAAPwAAgL8=" | [0.5,-1.0]
          """)
  void the_form_that_was_asked_for(String asked, String given, String expected) {
    var answer = read(asked, "\"hello\"", list(given));
    assertThat(answer.get("data").path(0).path("embedding").toString()).isEqualTo(expected);
  }

  @Test
  @KnownFault("SECURITY-F3")
  void a_list_of_numbers_is_no_way_to_many_other_values() {
    var given = "[" + "\"\",".repeat(1_000_000) + "1]";
    var fault = catchThrowableOfType(Fault.class, () -> read("", "\"a\"", mixed(given)));
    assertThat(fault.code()).isEqualTo(FaultCode.UPSTREAM_ERROR);
    assertThat(fault.getMessage()).contains("too many values");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [ 1 , 1e400, -0.0 ] | AACAPwAAgH8AAACA
          [1,null,"2",[3]]    | AACAPwAAAAAAAAAAAAAAAA==
          """)
  @KnownFault("SECURITY-F3")
  void numbers_as_they_were_written(String given, String packed) {
    assertThat(new String(read("", "\"a\"", mixed(given)).bytes(), StandardCharsets.UTF_8))
        .contains(given);
    var answer = read("\"encoding_format\":\"base64\",", "\"a\"", mixed(given));
    assertThat(answer.get("data").path(0).path("embedding").asString()).isEqualTo(packed);
  }

  /** An irregular list with one vector. */
  private static String mixed(String vector) {
    return "{\"data\":[{\"embedding\":%s}]}".formatted(vector);
  }

  @Test
  void each_vector_of_a_mixed_answer() {
    var data = read("", "[\"a\",\"b\"]", list(PACKED, FLOATS)).get("data");
    assertThat(data.path(0).path("embedding")).isEqualTo(data.path(1).path("embedding"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"no base64!\"", "\"AAA=\"", "\"AAAAPwA=\""})
  void a_text_that_is_no_vector_is_no_answer(String given) {
    var fault = catchThrowableOfType(Fault.class, () -> read("", "\"a\"", list(given)));
    assertThat(fault.code()).isEqualTo(FaultCode.UPSTREAM_ERROR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\"a\",\"b\"]", "[[1,2],[3]]", "[\"a\",\"b\",\"c\"]"})
  void fewer_vectors_than_inputs_are_no_answer(String input) {
    var fault = catchThrowableOfType(Fault.class, () -> read("", input, list(FLOATS)));
    assertThat(fault.code()).isEqualTo(FaultCode.UPSTREAM_ERROR);
    assertThat(fault.getMessage()).contains("1 embeddings");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1,2,3]", "[\"a\"]", "[[1,2]]", "\"a\""})
  void one_input_is_one_vector(String input) {
    assertThat(read("", input, list(FLOATS)).get("data").size()).isEqualTo(1);
  }

  private static String list(String... vectors) {
    var data = new ArrayList<String>();
    for (var vector : vectors) {
      data.add(
          "{\"object\":\"embedding\",\"index\":%d,\"embedding\":%s}"
              .formatted(data.size(), vector));
    }
    return "{\"object\":\"list\",\"model\":\"m\",\"data\":[%s],\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}"
        .formatted(String.join(",", data));
  }

  private static JsonBody read(String asked, String input, String answer) {
    var request =
        TestingOpenAi.request(
            Operation.EMBEDDINGS, "{\"model\":\"m\",%s\"input\":%s}".formatted(asked, input));
    List<Chunk> chunks = new ArrayList<>();
    new WholeReader(request, TestingOpenAi.DIAGNOSIS, TestingOpenAi.CLOCK, new TokenMeter(request))
        .read(answer.getBytes(StandardCharsets.UTF_8), _ -> {}, chunks::add);
    return ((Chunk.Whole) chunks.getFirst()).json();
  }
}
