package clients;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.openai.client.OpenAIClient;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import java.util.List;

/** The tool loop: the model asks for a tool, the client answers, the model finishes. */
final class OpenAiTools {
  private final OpenAIClient client;

  OpenAiTools(OpenAIClient client) {
    this.client = client;
  }

  void addTo(Flows flows) {
    flows
        .add("tools", this::tools)
        .add("stream_tools", this::streamTools)
        .add("parallel_tools", this::parallelTools);
  }

  /** A tool; the SDK derives its schema from the fields. */
  @JsonTypeName("get_weather")
  public static final class GetWeather {
    public String city;
  }

  /** Another tool. */
  @JsonTypeName("get_time")
  public static final class GetTime {
    public String zone;
  }

  private static ChatCompletionCreateParams.Builder ask(String question) {
    return ChatCompletionCreateParams.builder()
        .model("sim/sim-tools")
        .addUserMessage(question)
        .addTool(GetWeather.class);
  }

  private void tools() {
    var params = ask(Samples.WEATHER_QUESTION);
    var asked = client.chat().completions().create(params.build()).choices().getFirst();
    Expect.same(
        "finish_reason", asked.finishReason(), ChatCompletion.Choice.FinishReason.TOOL_CALLS);
    Expect.same("tools", names(asked.message()), List.of("get_weather"));
    answer(params, asked.message());
    var done = client.chat().completions().create(params.build()).choices().getFirst();
    Expect.same("finish_reason", done.finishReason(), ChatCompletion.Choice.FinishReason.STOP);
    Expect.contains("content", done.message().content().orElseThrow(), Samples.CHINESE);
  }

  private void streamTools() {
    var params = ask(Samples.WEATHER_QUESTION);
    var whole = ChatCompletionAccumulator.create();
    OpenAiSdk.stream(client, params.build()).forEach(whole::accumulate);
    var asked = whole.chatCompletion().choices().getFirst();
    Expect.same(
        "finish_reason", asked.finishReason(), ChatCompletion.Choice.FinishReason.TOOL_CALLS);
    Expect.same("tools", names(asked.message()), List.of("get_weather"));
    answer(params, asked.message());
    var text = OpenAiSdk.text(OpenAiSdk.stream(client, params.build()));
    Expect.contains("content", text, Samples.CHINESE);
  }

  private void parallelTools() {
    var params = ask(Samples.TWO_QUESTIONS).addTool(GetTime.class).parallelToolCalls(true);
    var asked = client.chat().completions().create(params.build()).choices().getFirst().message();
    Expect.same("tools", names(asked), List.of("get_time", "get_weather"));
    var ids = calls(asked).stream().map(ChatCompletionMessageFunctionToolCall::id).distinct();
    Expect.same("distinct ids", ids.count(), 2L);
    answer(params, asked);
    var done = client.chat().completions().create(params.build()).choices().getFirst().message();
    Expect.contains("content", done.content().orElseThrow(), Samples.CHINESE);
    Expect.contains("content", done.content().orElseThrow(), Samples.PARIS);
  }

  private static List<ChatCompletionMessageFunctionToolCall> calls(ChatCompletionMessage message) {
    return message.toolCalls().orElse(List.of()).stream().map(call -> call.asFunction()).toList();
  }

  private static List<String> names(ChatCompletionMessage message) {
    return calls(message).stream().map(call -> call.function().name()).sorted().toList();
  }

  /** Appends the model's message and the answers of the tools that it asks for. */
  private static void answer(
      ChatCompletionCreateParams.Builder params, ChatCompletionMessage asked) {
    params.addMessage(asked);
    for (var call : calls(asked)) {
      var argument =
          switch (call.function().name()) {
            case "get_weather" -> call.function().arguments(GetWeather.class).city;
            case String _ -> call.function().arguments(GetTime.class).zone;
          };
      Expect.that(argument != null, "arguments: " + call.function().arguments());
      params.addMessage(toolMessage(call.id(), Samples.resultOf(call.function().name())));
    }
  }

  private static ChatCompletionToolMessageParam toolMessage(String id, String content) {
    return ChatCompletionToolMessageParam.builder().toolCallId(id).content(content).build();
  }
}
