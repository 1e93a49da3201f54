package clients;

import com.openai.client.OpenAIClient;
import com.openai.errors.NotFoundException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.conversations.ConversationCreateParams;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The Responses API: what a model says, and what is kept of it. */
final class OpenAiResponses {
  private final OpenAIClient client;

  OpenAiResponses(OpenAIClient client) {
    this.client = client;
  }

  void addTo(Flows flows) {
    flows
        .add("responses", this::responses)
        .add("responses_stream", this::stream)
        .add("responses_tools", this::tools)
        .add("responses_json_schema", this::jsonSchema)
        .add("responses_kept", this::kept)
        .add("responses_conversation", this::conversation)
        .add("responses_foreign", this::foreign);
  }

  private static ResponseCreateParams.Builder ask(String input) {
    return ResponseCreateParams.builder().model("sim").input(input);
  }

  private Response create(ResponseCreateParams.Builder params) {
    return client.responses().create(params.build());
  }

  private static String text(Response response) {
    return response.output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .flatMap(content -> content.outputText().stream())
        .map(text -> text.text())
        .collect(Collectors.joining());
  }

  private static void checkUsage(ResponseUsage usage) {
    Expect.that(usage.inputTokens() > 0 && usage.outputTokens() > 0, "usage: " + usage);
    Expect.same("total_tokens", usage.totalTokens(), usage.inputTokens() + usage.outputTokens());
  }

  private void responses() {
    var answer = create(ask(Samples.HELLO).instructions(Samples.SYSTEM));
    Expect.contains("text", text(answer), "simulated");
    Expect.same("status", answer.status().orElseThrow(), ResponseStatus.COMPLETED);
    Expect.same("model", answer.model().asString(), "sim");
    checkUsage(answer.usage().orElseThrow());
  }

  private void stream() {
    var whole = ResponseAccumulator.create();
    var deltas = new ArrayList<String>();
    try (var stream = client.responses().createStreaming(ask(Samples.HELLO).build())) {
      stream.stream()
          .map(whole::accumulate)
          .forEach(event -> event.outputTextDelta().ifPresent(delta -> deltas.add(delta.delta())));
    }
    Expect.that(deltas.size() > 2, deltas.size() + " deltas (expected: several)");
    Expect.contains("text", text(whole.response()), "simulated");
    Expect.same("deltas", String.join("", deltas), text(whole.response()));
    checkUsage(whole.response().usage().orElseThrow());
    breaks();
  }

  /** The connection breaks after the last event, as it must. */
  private void breaks() {
    var failed = new ArrayList<Response>();
    var params = ask(Samples.HELLO).model("sim/sim-cut").build();
    try (var stream = client.responses().createStreaming(params)) {
      stream.stream()
          .forEach(event -> event.failed().ifPresent(last -> failed.add(last.response())));
    } catch (RuntimeException _) {
      // Told below.
    }
    Expect.same("response.failed", failed.size(), 1);
  }

  private void tools() {
    var asking =
        ask(Samples.WEATHER_QUESTION).model("sim/sim-tools").addTool(OpenAiTools.GetWeather.class);
    var asked = create(asking);
    List<ResponseFunctionToolCall> calls =
        asked.output().stream().flatMap(item -> item.functionCall().stream()).toList();
    Expect.same("calls", calls.size(), 1);
    var call = calls.getFirst();
    Expect.that(call.arguments(OpenAiTools.GetWeather.class).city != null, call.arguments());
    var output =
        ResponseInputItem.FunctionCallOutput.builder()
            .callId(call.callId())
            .output(Samples.resultOf(call.name()))
            .build();
    var done =
        create(
            asking
                .previousResponseId(asked.id())
                .inputOfResponse(List.of(ResponseInputItem.ofFunctionCallOutput(output))));
    Expect.contains("text", text(done), Samples.CHINESE);
    Expect.same("previous_response_id", done.previousResponseId().orElseThrow(), asked.id());
  }

  private void jsonSchema() {
    var params = ask(Samples.HELLO).text(OpenAiChat.Ticket.class).build();
    var ticket =
        client.responses().create(params).output().stream()
            .flatMap(item -> item.message().stream())
            .flatMap(message -> message.content().stream())
            .flatMap(content -> content.outputText().stream())
            .findFirst()
            .orElseThrow();
    Expect.that(ticket.title != null, "no title");
  }

  private void kept() {
    var kept = create(ask("Keep this."));
    Expect.same("kept", text(client.responses().retrieve(kept.id())), text(kept));
    Expect.same("input", client.responses().inputItems().list(kept.id()).items().size(), 1);
    client.responses().delete(kept.id());
    Expect.raises(NotFoundException.class, () -> client.responses().retrieve(kept.id()));
    var passing = create(ask("Forget this.").store(false));
    Expect.raises(NotFoundException.class, () -> client.responses().retrieve(passing.id()));
  }

  private void conversation() {
    var first =
        EasyInputMessage.builder()
            .role(EasyInputMessage.Role.USER)
            .content("My name is Li.")
            .build();
    var begun =
        client
            .conversations()
            .create(
                ConversationCreateParams.builder()
                    .addItem(ResponseInputItem.ofEasyInputMessage(first))
                    .build());
    create(ask("Who am I?").conversation(begun.id()));
    var items = client.conversations().items().list(begun.id()).items();
    Expect.same("items", items.size(), 3);
    client.conversations().delete(begun.id());
    Expect.raises(NotFoundException.class, () -> client.conversations().retrieve(begun.id()));
  }

  private void foreign() {
    var kept = create(ask("Mine."));
    var stranger = OpenAiSdk.client().apiKey(System.getenv("TUTTI_ADMIN_KEY")).build().responses();
    Expect.raises(NotFoundException.class, () -> stranger.retrieve(kept.id()));
    var params = ask("Yours.").previousResponseId(kept.id()).build();
    Expect.raises(NotFoundException.class, () -> stranger.create(params));
  }
}
