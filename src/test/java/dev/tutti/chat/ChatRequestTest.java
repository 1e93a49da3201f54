package dev.tutti.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.testing.KnownFault;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChatRequestTest {
  private static final String GOOD =
      "\"model\":\"fast\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

  @Test
  void notes_the_facts_in_one_pass() {
    var request =
        parse(
            "{"
                + GOOD
                + ",\"stream\":true,\"stream_options\":{\"x\":[1],\"include_usage\":true},\"user\":\"u1\"}");
    assertThat(request.model()).isEqualTo("fast");
    assertThat(request.stream()).isTrue();
    assertThat(request.wantsUsage()).isTrue();
    assertThat(request.user()).contains("u1");
  }

  @Test
  void keeps_the_callers_bytes() {
    var body = "{ " + GOOD + ", \"vendor\" : {\"x\": 1.50} }";
    assertThat(new String(parse(body).body().bytes(), StandardCharsets.UTF_8)).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "temperature":3                          | temperature
          "temperature":"hot"                      | temperature
          "temperature":1e999                      | temperature
          "top_p":-0.1                             | top_p
          "max_tokens":0                           | max_tokens
          "max_tokens":1.5                         | max_tokens
          "max_completion_tokens":99999999999999999999 | max_completion_tokens
          "n":0                                    | n
          "n":1000                                 | n
          "stream":"yes"                           | stream
          "stream_options":{"include_usage":1}     | stream_options.include_usage
          "stop":[1]                               | stop[0]
          "tools":{}                               | tools
          "response_format":"json"                 | response_format
          "seed":"x"                               | seed
          "user":5                                 | user
          "api_base":"http://169.254.169.254"      | api_base
          "api_key":"x"                            | api_key
          "base_url":"http://evil"                 | base_url
          """)
  void refuses_absurd_parameters_by_name(String member, String param) {
    assertThat(refusal("{" + GOOD + "," + member + "}").param()).contains(param);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                          | model
          {"model":"","messages":[{"role":"user"}]}                   | model
          {"model":7,"messages":[{"role":"user"}]}                    | model
          {"model":"x"}                                               | messages
          {"model":"x","messages":[]}                                 | messages
          {"model":"x","messages":"hi"}                               | messages
          {"model":"x","messages":["hi"]}                             | messages[0]
          {"model":"x","messages":[{"content":"hi"}]}                 | messages[0].role
          {"model":"x","messages":[{"role":"king","content":"hi"}]}   | messages[0].role
          {"model":"x","messages":[{"role":"user","content":5}]}      | messages[0].content
          {"model":"x","messages":[{"role":"user","content":[{}]}]}   | messages[0].content[0].type
          """)
  void refuses_what_no_model_could_answer(String body, String param) {
    assertThat(refusal(body).param()).contains(param);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                  | not a JSON object
          {"model":"x"                        | not valid JSON
          [1]                                 | not a JSON object
          {"model":"x","model":"y"}           | Duplicate
          {"model":"x","a":{"b":1,"b":2}}     | Duplicate
          {"model":"x"} trailing              | not valid JSON
          nonsense                            | not valid JSON
          """)
  void refuses_what_is_not_one_json_object(String body, String why) {
    assertThat(refusal(body).getMessage()).contains(why);
    assertThat(refusal(body).status()).isEqualTo(400);
  }

  @Test
  void refuses_a_depth_bomb() {
    var bomb = "{" + GOOD + ",\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThat(refusal(bomb).code()).isEqualTo(FaultCode.REQUEST_TOO_LARGE);
    assertThat(refusal(bomb).status()).isEqualTo(400);
  }

  @Test
  void refuses_bytes_that_are_not_utf_8() {
    var bytes = ("{" + GOOD + ",\"x\":\"?\"}").getBytes(StandardCharsets.ISO_8859_1);
    bytes[bytes.length - 3] = (byte) 0xC3;
    var fault = catchThrowableOfType(Fault.class, () -> ChatRequest.parse(Operation.CHAT, bytes));
    assertThat(fault.getMessage()).contains("byte %d is not UTF-8".formatted(bytes.length - 3));
  }

  @Test
  void is_built_in_code_too() {
    var request = ChatRequest.builder("fast").system("Be brief.").user("Why?").stream().build();
    assertThat(request.prompt().messages())
        .satisfiesExactly(
            first -> assertThat(first).isInstanceOf(ChatMessage.Instruction.class),
            second -> assertThat(second).isInstanceOf(ChatMessage.User.class));
    assertThat(request.wantsUsage()).isTrue();
  }

  @Test
  void takes_the_forms_of_embeddings_input() {
    for (var input : new String[] {"\"a\"", "[\"a\",\"b\"]", "[1,2]", "[[1],[2]]"}) {
      var body = "{\"model\":\"e\",\"input\":" + input + "}";
      var request = ChatRequest.parse(Operation.EMBEDDINGS, body.getBytes(StandardCharsets.UTF_8));
      assertThat(request.operation()).isEqualTo(Operation.EMBEDDINGS);
    }
  }

  private static ChatRequest parse(String body) {
    return ChatRequest.parse(Operation.CHAT, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Fault refusal(String body) {
    return catchThrowableOfType(Fault.class, () -> parse(body));
  }

  @KnownFault("CLIENTS-C2")
  @ParameterizedTest
  @EnumSource(names = {"CHAT", "TEXT_COMPLETION", "EMBEDDINGS"})
  void an_empty_user_is_none(Operation operation) {
    var body =
        """
        {"model":"m","user":"","prompt":"a","input":"a","messages":[{"role":"user","content":"a"}]}\
        """;
    assertThat(ChatRequest.parse(operation, body.getBytes(StandardCharsets.UTF_8)).user())
        .isEmpty();
  }
}
