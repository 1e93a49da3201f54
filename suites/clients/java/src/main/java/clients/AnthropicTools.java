package clients;

import clients.AnthropicSdk.Ask;
import com.anthropic.client.AnthropicClient;
import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.CacheControlEphemeral;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tool loops: the model asks for tools, the client answers, the model finishes. */
final class AnthropicTools {
  private static final CacheControlEphemeral MARK = CacheControlEphemeral.builder().build();
  private static final Tool WEATHER = tool("get_weather", "city").build();
  private static final Tool TIME = tool("get_time", "zone").build();

  private final Ask whole;
  private final Ask streamed;

  AnthropicTools(AnthropicClient client) {
    this.whole = client.messages()::create;
    this.streamed = params -> AnthropicSdk.streamed(client, params);
  }

  void addTo(Flows flows) {
    flows
        .add("tools", () -> loop(whole, List.of(WEATHER)))
        .add("stream_tools", () -> loop(streamed, List.of(WEATHER)))
        .add("parallel_tools", this::parallelTools)
        .add("agent", this::agent);
  }

  private static Tool.Builder tool(String name, String argument) {
    var properties =
        Tool.InputSchema.Properties.builder()
            .putAdditionalProperty(argument, JsonValue.from(Map.of("type", "string")))
            .build();
    var schema = Tool.InputSchema.builder().properties(properties).addRequired(argument).build();
    return Tool.builder().name(name).description(name).inputSchema(schema);
  }

  private void parallelTools() {
    loop(whole, List.of(WEATHER, TIME));
    loop(streamed, List.of(WEATHER, TIME));
  }

  private static void loop(Ask way, List<Tool> tools) {
    var params = AnthropicSdk.hello("sim/sim-tools");
    tools.forEach(params::addTool);
    var asked = way.ask(params.build());
    Expect.same("stop_reason", asked.stopReason(), Optional.of(StopReason.TOOL_USE));
    Expect.same("tools", names(asked), tools.stream().map(Tool::name).toList());
    var ids = calls(asked).stream().map(ToolUseBlock::id).distinct().count();
    Expect.same("distinct ids", ids, (long) tools.size());
    var results = new ArrayList<ContentBlockParam>();
    for (var call : calls(asked)) {
      Expect.that(!call._input().toString().equals("{}"), "no input: " + call);
      results.add(ContentBlockParam.ofToolResult(result(call, Samples.CHINESE).build()));
    }
    params.addMessage(asked).addUserMessageOfContentBlockParams(results);
    var done = way.ask(params.build());
    Expect.same("stop_reason", done.stopReason(), Optional.of(StopReason.END_TURN));
    Expect.contains("content", AnthropicSdk.text(done), Samples.CHINESE);
  }

  /** A tool loop as a coding agent runs it: streamed, results with errors, cache markers. */
  private void agent() {
    var params = agentParams();
    var answer = streamed.ask(params.build());
    int turns = 1;
    while (answer.stopReason().equals(Optional.of(StopReason.TOOL_USE))) {
      Expect.same("calls", names(answer), List.of("get_weather", "get_time"));
      params.addMessage(answer).addUserMessageOfContentBlockParams(results(answer, turns));
      answer = streamed.ask(params.build());
      turns++;
    }
    Expect.same("turns", turns, 4);
    Expect.same("stop_reason", answer.stopReason(), Optional.of(StopReason.END_TURN));
    Expect.contains("content", AnthropicSdk.text(answer), Samples.CHINESE);
    Expect.contains("content", AnthropicSdk.text(answer), "no clock in turn 3");
  }

  private static MessageCreateParams.Builder agentParams() {
    var question = TextBlockParam.builder().text("Plan my day.").cacheControl(MARK).build();
    return AnthropicSdk.model("sim/sim-tools")
        .systemOfTextBlockParams(
            List.of(TextBlockParam.builder().text("You are an agent.").cacheControl(MARK).build()))
        .addTool(WEATHER)
        .addTool(tool("get_time", "zone").cacheControl(MARK).build())
        .addUserMessageOfContentBlockParams(List.of(ContentBlockParam.ofText(question)));
  }

  private static List<ContentBlockParam> results(Message answer, int turn) {
    var calls = calls(answer);
    var failed =
        ToolResultBlockParam.Content.Block.ofText(
            TextBlockParam.builder().text("no clock in turn " + turn).build());
    var results = new ArrayList<ContentBlockParam>();
    results.add(
        ContentBlockParam.ofToolResult(result(calls.getFirst(), Samples.CHINESE).build()));
    results.add(
        ContentBlockParam.ofToolResult(
            ToolResultBlockParam.builder()
                .toolUseId(calls.getLast().id())
                .contentOfBlocks(List.of(failed))
                .isError(true)
                .cacheControl(MARK)
                .build()));
    if (turn < 3) {
      var reminder = TextBlockParam.builder().text("<reminder>Go on.</reminder>").build();
      results.add(ContentBlockParam.ofText(reminder));
    }
    return results;
  }

  private static ToolResultBlockParam.Builder result(ToolUseBlock call, String content) {
    return ToolResultBlockParam.builder().toolUseId(call.id()).content(content);
  }

  private static List<ToolUseBlock> calls(Message answer) {
    return answer.content().stream().flatMap(block -> block.toolUse().stream()).toList();
  }

  private static List<String> names(Message answer) {
    return calls(answer).stream().map(ToolUseBlock::name).toList();
  }
}
