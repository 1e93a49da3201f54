package clients;

import clients.AnthropicSdk.Ask;
import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.ImageBlockParam;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.TextBlockParam;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Messages: plain, streamed, with thinking, with an image, many at once; and what is beside. */
final class AnthropicChat {
  private final AnthropicClient client;
  private final List<Ask> both;

  AnthropicChat(AnthropicClient client) {
    this.client = client;
    this.both =
        List.of(client.messages()::create, params -> AnthropicSdk.streamed(client, params));
  }

  void addTo(Flows flows) {
    flows
        .add("chat", this::chat)
        .add("stream", this::stream)
        .add("stream_usage", this::streamUsage)
        .add("thinking", this::thinking)
        .add("stop_sequences", this::stopSequences)
        .add("count_tokens", this::countTokens)
        .add("models", this::models)
        .add("image", this::image)
        .add("chinese", this::chinese)
        .add("concurrent", this::concurrent);
  }

  private void chat() {
    var params = AnthropicSdk.hello("sim").system(Samples.SYSTEM).build();
    try (var response = client.messages().withRawResponse().create(params)) {
      Expect.that(response.requestId().isPresent(), "no request id");
      var answer = response.parse();
      Expect.same("model", answer.model().asString(), "sim");
      Expect.same("stop_reason", answer.stopReason(), Optional.of(StopReason.END_TURN));
      Expect.contains("content", AnthropicSdk.text(answer), "simulated");
      AnthropicSdk.checkUsage(answer.usage());
    }
  }

  private void stream() {
    var params = AnthropicSdk.hello("sim").build();
    try (var stream = client.messages().createStreaming(params)) {
      var deltas = stream.stream().filter(event -> event.isContentBlockDelta()).count();
      Expect.that(deltas > 2, deltas + " deltas (expected: several)");
    }
    var answer = AnthropicSdk.streamed(client, params);
    Expect.contains("content", AnthropicSdk.text(answer), "simulated");
    Expect.same("stop_reason", answer.stopReason(), Optional.of(StopReason.END_TURN));
  }

  private void streamUsage() {
    AnthropicSdk.checkUsage(
        AnthropicSdk.streamed(client, AnthropicSdk.hello("sim").build()).usage());
  }

  private void thinking() {
    var params = AnthropicSdk.hello("sim/sim-reasoning").maxTokens(2_000).enabledThinking(1_024);
    for (var ask : both) {
      var blocks = ask.ask(params.build()).content();
      Expect.same("blocks", blocks.size(), 2);
      Expect.that(
          blocks.getFirst().isThinking() && blocks.getLast().isText(), "blocks: " + blocks);
    }
  }

  private void stopSequences() {
    var params = AnthropicSdk.hello("sim").addStopSequence("simulated").build();
    for (var ask : both) {
      var answer = ask.ask(params);
      Expect.same("stop_reason", answer.stopReason(), Optional.of(StopReason.STOP_SEQUENCE));
      Expect.same("stop_sequence", answer.stopSequence(), Optional.of("simulated"));
    }
  }

  private void countTokens() {
    var params = MessageCountTokensParams.builder().model("sim").addUserMessage(Samples.HELLO);
    var counted = client.messages().countTokens(params.build()).inputTokens();
    Expect.that(counted > 0 && counted < 50, "input_tokens: " + counted);
  }

  private void models() {
    var ids = client.models().list().autoPager().stream().map(model -> model.id()).toList();
    Expect.that(ids.contains("sim"), "models: %s (expected: sim)".formatted(ids));
    Expect.same("models.retrieve", client.models().retrieve("sim").id(), "sim");
  }

  private void image() {
    var source =
        Base64ImageSource.builder()
            .mediaType(Base64ImageSource.MediaType.IMAGE_PNG)
            .data(Samples.PIXEL)
            .build();
    var parts =
        List.of(
            ContentBlockParam.ofText(TextBlockParam.builder().text("What is this?").build()),
            ContentBlockParam.ofImage(ImageBlockParam.builder().source(source).build()));
    var params = AnthropicSdk.model("sim").addUserMessageOfContentBlockParams(parts).build();
    Expect.contains("content", AnthropicSdk.text(client.messages().create(params)), "simulated");
  }

  private void chinese() {
    var params = AnthropicSdk.model("sim/sim-echo").addUserMessage(Samples.CHINESE).build();
    for (var ask : both) {
      Expect.same("content", AnthropicSdk.text(ask.ask(params)), Samples.CHINESE);
    }
  }

  private void concurrent() {
    var messages = client.async().messages();
    var calls =
        Stream.generate(() -> messages.create(AnthropicSdk.hello("sim").build()))
            .limit(16)
            .toList();
    var ids = calls.stream().map(call -> call.join().id()).distinct().count();
    Expect.same("distinct ids", ids, 16L);
  }
}
