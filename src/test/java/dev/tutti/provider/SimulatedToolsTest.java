package dev.tutti.provider;

import static dev.tutti.provider.TestingSimulation.chat;
import static dev.tutti.provider.TestingSimulation.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.chat.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedToolsTest {
  private static final String WEATHER =
      """
      {"type":"function","function":{"name":"get_weather","parameters":{"type":"object",
       "properties":{"city":{"type":"string"}},"required":["city"]}}}""";
  private static final String CLOCK =
      """
      {"type":"function","function":{"name":"clock","parameters":{"type":"object"}}}""";

  private final TestingSimulation sim = new TestingSimulation();

  @Test
  void calls_every_tool_when_it_is_eager() {
    var reply = sim.answer("sim-tools", tools(WEATHER + "," + CLOCK, "Hi", ""));
    assertThat(reply.toolCalls())
        .extracting(Reply.ToolCall::name)
        .containsExactly("get_weather", "clock");
    assertThat(Json.tree(reply.toolCalls().getFirst().arguments()).path("city").isString())
        .isTrue();
    assertThat(reply.toolCalls()).extracting(Reply.ToolCall::id).doesNotHaveDuplicates();
    assertThat(reply.choices().getFirst().finish()).isEqualTo(FinishReason.TOOL_CALLS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sim       | Hi                     | '"tool_choice":"auto",'       | ''
          sim       | How is the weather?    | ''                            | get_weather
          sim       | How is the weather?    | '"tool_choice":"none",'       | ''
          sim       | Hi                     | '"tool_choice":"required",'   | get_weather
          sim       | Hi                     | '"tool_choice":{"type":"function","function":{"name":"clock"}},' | clock
          sim-echo  | Hi                     | '"tool_choice":"required",'   | get_weather
          sim-tools | Hi                     | '"parallel_tool_calls":false,'| get_weather
          sim-tools | Hi                     | '"tool_choice":"none",'       | ''
          """)
  void calls_the_tools_that_it_shall(String model, String text, String members, String expected) {
    var reply = sim.answer(model, tools(WEATHER + "," + CLOCK, text, members));
    var names = reply.toolCalls().stream().map(Reply.ToolCall::name).toList();
    assertThat(String.join(",", names)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tool_choice\":\"required\",",
        "\"tools\":[],\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"x\"}},"
      })
  void refuses_a_choice_of_tools_that_are_not_there(String members) {
    var fault = (Fault) sim.open(sim.built, "sim", chat(members + user("Hi"))).cause();
    assertThat(fault.code()).isEqualTo(FaultCode.INVALID_REQUEST);
    assertThat(fault.param()).contains("tool_choice");
  }

  @Test
  void talks_about_what_the_tools_answered() {
    var reply =
        sim.answer(
            "sim-tools",
            chat(
                "\"tools\":["
                    + WEATHER
                    + "],\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"tool_calls\":"
                    + "[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"get_weather\",\"arguments\":\"{}\"}}]},"
                    + "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"18 degrees\"}]"));
    assertThat(reply.toolCalls()).isEmpty();
    assertThat(reply.text()).contains("simulated").contains("get_weather: 18 degrees");
  }

  @Test
  void streams_tool_calls_in_fragments() {
    var sink = sim.play("sim-tools", tools(WEATHER, "Hi", "\"stream\":true,"));
    var calls =
        sink.events().stream()
            .filter(ChatEvent.ToolCall.class::isInstance)
            .map(ChatEvent.ToolCall.class::cast)
            .toList();
    assertThat(calls.getFirst().name()).isEqualTo("get_weather");
    assertThat(calls.stream().skip(1)).hasSizeGreaterThan(3).allMatch(call -> call.id().isEmpty());
    assertThat(Json.tree(sink.reply().toolCalls().getFirst().arguments()).has("city")).isTrue();
  }

  private static ChatRequest tools(String tools, String text, String members) {
    return chat(members + "\"tools\":[" + tools + "]," + user(text));
  }
}
