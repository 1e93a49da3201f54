package dev.tutti.provider;

import static dev.tutti.provider.TestingSimulation.chat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.Reply;
import dev.tutti.testing.KnownFault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What frameworks for agents and extraction ask of a model, tried without a key. */
@KnownFault("CLIENTS-C7")
class SimulatedFrameworksTest {
  private static final String TOOLS =
      """
      "tools":[{"type":"function","function":{"name":"search","parameters":{"type":"object"}}},
               {"type":"function","function":{"name":"final_answer","parameters":{"type":"object"}}}],
      """;
  private static final String CALL =
      """
      {"role":"assistant","content":null,"tool_calls":[{"id":"%s","type":"function",
       "function":{"name":"%s","arguments":"{}"}}]}\
      """;
  private static final String RESULT =
      "{\"role\":\"tool\",\"tool_call_id\":\"%s\",\"content\":\"r\"}";
  private static final String QUESTION = "{\"role\":\"user\",\"content\":\"Hi\"}";

  private final TestingSimulation sim = new TestingSimulation();

  @Test
  void a_required_call_goes_to_a_tool_that_was_not_called_yet() {
    var answered =
        String.join(",", QUESTION, CALL.formatted("c1", "search"), RESULT.formatted("c1"));
    assertThat(required(answered)).containsExactly("final_answer");
    var all =
        String.join(
            ",", answered, CALL.formatted("c2", "final_answer"), RESULT.formatted("c2"), QUESTION);
    assertThat(required(all)).hasSize(1);
  }

  private List<String> required(String messages) {
    var request = chat(TOOLS + "\"tool_choice\":\"required\",\"messages\":[" + messages + "]");
    return sim.answer("sim", request).toolCalls().stream().map(Reply.ToolCall::name).toList();
  }

  @Test
  @KnownFault("CLIENTS-W")
  void tools_are_called_one_after_the_other_where_they_may_not_be_called_at_once() {
    var question = "{\"role\":\"user\",\"content\":\"Search, then give the final answer\"}";
    assertThat(oneByOne(question)).containsExactly("search");
    var searched =
        String.join(",", question, CALL.formatted("c1", "search"), RESULT.formatted("c1"));
    assertThat(oneByOne(searched)).containsExactly("final_answer");
    var done =
        String.join(",", searched, CALL.formatted("c2", "final_answer"), RESULT.formatted("c2"));
    assertThat(oneByOne(done)).isEmpty();
    assertThat(sim.answer("sim", alone(done)).text()).contains("search: r; final_answer: r");
    assertThat(oneByOne(done + "," + question)).containsExactly("search");
  }

  private List<String> oneByOne(String messages) {
    return sim.answer("sim", alone(messages)).toolCalls().stream()
        .map(Reply.ToolCall::name)
        .toList();
  }

  private static ChatRequest alone(String messages) {
    return chat(TOOLS + "\"parallel_tool_calls\":false,\"messages\":[" + messages + "]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"response_format\":{\"type\":\"json_object\"},"})
  void a_schema_in_words_is_followed(String format) {
    var words =
        """
        As an example, {"properties": {"foo": {"type": "string"}}} allows {"foo": "bar"}.
        Answer in JSON with this schema:
        ```{"properties": {"city": {"type": "string"}, "people": {"type": "integer"}},
            "required": ["city", "people"]}```\
        """;
    var request =
        chat(
            format
                + "\"messages\":[{\"role\":\"system\",\"content\":%s},%s]"
                    .formatted(Json.text(words), QUESTION));
    var answer = Json.tree(sim.answer("sim", request).text());
    assertThat(answer.path("city").isString()).isTrue();
    assertThat(answer.path("people").isIntegralNumber()).isTrue();
  }

  @Test
  void an_example_in_words_is_followed_where_an_object_is_wanted() {
    var words = "Extract facts. Input: Hi. Output: {\"facts\": [\"says \\\"hi\\\" {often}\"]}";
    var request =
        chat(
            "\"response_format\":{\"type\":\"json_object\"},\"messages\":[{\"role\":\"user\",\"content\":%s}]"
                .formatted(Json.text(words)));
    assertThat(Json.tree(sim.answer("sim", request).text()).path("facts").path(0).asString())
        .isEqualTo("says \"hi\" {often}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Summarize:\nThe cat sat on the mat. It slept.", "请总结以下对话：\n病人头痛三天，没有发烧。"})
  void a_summary_is_about_the_text(String words) {
    var answer = sim.answer("sim", TestingSimulation.ask(words)).text();
    assertThat(answer).contains(words.substring(words.indexOf('\n') + 1)).doesNotContain("\n");
    assertThat(answer).containsPattern("[Ss]imulated|模拟");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          tools[0].function.name | "tools":[{"type":"function","function":{"parameters":{}}}],"messages":[QUESTION]
          tools[0].function.name | "tools":[{"type":"function","function":{"name":"two words"}}],"messages":[QUESTION]
          stop | "stop":["a","b","c","d","e"],"messages":[QUESTION]
          messages[1] | "messages":[QUESTION,{"role":"tool","tool_call_id":"c1","content":"r"}]
          messages[3] | "messages":[QUESTION,CALL,RESULT,RESULT]
          messages[2] | "messages":[QUESTION,CALL,QUESTION]
          messages | "messages":[QUESTION,CALL]
          """)
  void refuses_what_openai_refuses(String param, String members) {
    var body =
        members
            .replace("QUESTION", QUESTION)
            .replace("CALL", CALL.formatted("c1", "f"))
            .replace("RESULT", RESULT.formatted("c1"));
    var fault = (Fault) sim.open(sim.built, "sim", chat(body)).cause();
    assertThat(fault.code()).isEqualTo(FaultCode.INVALID_REQUEST);
    assertThat(fault.param()).contains(param);
  }
}
