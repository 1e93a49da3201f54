package clients;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.output.FinishReason;
import java.util.ArrayList;
import java.util.List;

/** The tool loop: the model asks for a tool, the client answers, the model finishes. */
final class LangChain4jTools {
  private static final ToolSpecification WEATHER = tool("get_weather", "city");
  private static final ToolSpecification TIME = tool("get_time", "zone");

  void addTo(Flows flows) {
    flows
        .add("tools", this::tools)
        .add("stream_tools", this::streamTools)
        .add("parallel_tools", this::parallelTools);
  }

  private static ToolSpecification tool(String name, String argument) {
    var parameters =
        JsonObjectSchema.builder()
            .addStringProperty(argument)
            .required(argument)
            .additionalProperties(false)
            .build();
    return ToolSpecification.builder().name(name).description(name).parameters(parameters).build();
  }

  private static ChatRequest request(List<ChatMessage> messages, ToolSpecification... tools) {
    return ChatRequest.builder().messages(messages).toolSpecifications(tools).build();
  }

  private void tools() {
    var model = LangChain4j.model("sim/sim-tools").build();
    var question = UserMessage.from(Samples.WEATHER_QUESTION);
    var asked = model.chat(request(List.of(question), WEATHER));
    Expect.same("finishReason", asked.finishReason(), FinishReason.TOOL_EXECUTION);
    Expect.same("tools", names(asked.aiMessage()), List.of("get_weather"));
    var done = model.chat(request(answered(question, asked.aiMessage()), WEATHER));
    Expect.same("finishReason", done.finishReason(), FinishReason.STOP);
    Expect.contains("text", done.aiMessage().text(), Samples.CHINESE);
  }

  private void streamTools() throws Exception {
    var model = LangChain4j.streaming("sim/sim-tools").build();
    var question = UserMessage.from(Samples.WEATHER_QUESTION);
    var asked = LangChain4j.stream(model, request(List.of(question), WEATHER)).whole();
    Expect.same("finishReason", asked.finishReason(), FinishReason.TOOL_EXECUTION);
    Expect.same("tools", names(asked.aiMessage()), List.of("get_weather"));
    var messages = answered(question, asked.aiMessage());
    var done = LangChain4j.stream(model, request(messages, WEATHER)).whole();
    Expect.contains("text", done.aiMessage().text(), Samples.CHINESE);
  }

  private void parallelTools() {
    var model = LangChain4j.model("sim/sim-tools").parallelToolCalls(true).build();
    var question = UserMessage.from(Samples.TWO_QUESTIONS);
    var asked = model.chat(request(List.of(question), WEATHER, TIME)).aiMessage();
    Expect.same("tools", names(asked), List.of("get_time", "get_weather"));
    var ids = asked.toolExecutionRequests().stream().map(ToolExecutionRequest::id).distinct();
    Expect.same("distinct ids", ids.count(), 2L);
    var done = model.chat(request(answered(question, asked), WEATHER, TIME)).aiMessage();
    Expect.contains("text", done.text(), Samples.CHINESE);
    Expect.contains("text", done.text(), Samples.PARIS);
  }

  private static List<String> names(AiMessage message) {
    return message.toolExecutionRequests().stream()
        .map(ToolExecutionRequest::name)
        .sorted()
        .toList();
  }

  /** The question, the model's message and the answers of the tools that it asks for. */
  private static List<ChatMessage> answered(UserMessage question, AiMessage asked) {
    var messages = new ArrayList<ChatMessage>(List.of(question, asked));
    for (var call : asked.toolExecutionRequests()) {
      Expect.contains(
          "arguments", call.arguments(), call.name().equals("get_time") ? "zone" : "city");
      messages.add(ToolExecutionResultMessage.from(call, Samples.resultOf(call.name())));
    }
    return messages;
  }
}
