package clients;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.client.OpenAIClient;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.StructuredChatCompletionCreateParams;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Chats: plain, streamed, structured, with an image, many at once. */
final class OpenAiChat {
  private final OpenAIClient client;

  OpenAiChat(OpenAIClient client) {
    this.client = client;
  }

  void addTo(Flows flows) {
    flows
        .add("chat", this::chat)
        .add("stream", this::stream)
        .add("stream_usage", this::streamUsage)
        .add("json_schema", this::jsonSchema)
        .add("stream_json_schema", this::streamJsonSchema)
        .add("json_mode", this::jsonMode)
        .add("image", this::image)
        .add("logprobs", this::logprobs)
        .add("chinese", this::chinese)
        .add("concurrent", this::concurrent);
  }

  /** The schema that the model must keep to; the SDK derives it from the fields. */
  public static final class Ticket {
    public enum Kind {
      bug,
      feature
    }

    public static final class Author {
      public String name;
      public Optional<String> email;
    }

    public String title;
    public Kind kind;

    @Schema(minimum = "1", maximum = "5")
    public int priority;

    public boolean open;
    public List<String> tags;
    public Author author;

    void check() {
      Expect.that(title != null && kind != null && tags != null, "a field is missing");
      Expect.that(author != null && author.name != null, "author: no name");
      Expect.that(
          priority >= 1 && priority <= 5, "priority: %d (expected: 1-5)".formatted(priority));
    }
  }

  private ChatCompletion create(ChatCompletionCreateParams params) {
    return client.chat().completions().create(params);
  }

  private void chat() {
    var params =
        OpenAiSdk.hello("sim").addAssistantMessage("Hello.").addUserMessage("Again.").build();
    try (var response = client.chat().completions().withRawResponse().create(params)) {
      var id = response.headers().values("x-tutti-request-id");
      Expect.same("x-tutti-request-id headers", id.size(), 1);
      var answer = response.parse();
      Expect.same("model", answer.model(), "sim");
      Expect.same("finish_reason", reason(answer), ChatCompletion.Choice.FinishReason.STOP);
      Expect.contains("content", content(answer), "simulated");
      OpenAiSdk.checkUsage(answer.usage().orElseThrow());
    }
  }

  private void stream() {
    var chunks = OpenAiSdk.stream(client, OpenAiSdk.hello("sim").build());
    Expect.contains("content", OpenAiSdk.text(chunks), "simulated");
    Expect.that(chunks.size() > 2, chunks.size() + " chunks (expected: several)");
    Expect.same(
        "finish_reason",
        chunks.getLast().choices().getFirst().finishReason(),
        Optional.of(ChatCompletionChunk.Choice.FinishReason.STOP));
    Expect.same("ids", chunks.stream().map(ChatCompletionChunk::id).distinct().count(), 1L);
    Expect.same("chunks with usage that was not asked for", withUsage(chunks), 0L);
  }

  private void streamUsage() {
    var options = ChatCompletionStreamOptions.builder().includeUsage(true).build();
    var chunks = OpenAiSdk.stream(client, OpenAiSdk.hello("sim").streamOptions(options).build());
    Expect.same("choices of the last chunk", chunks.getLast().choices(), List.of());
    OpenAiSdk.checkUsage(chunks.getLast().usage().orElseThrow());
    Expect.same("chunks with usage", withUsage(chunks), 1L);
  }

  private static long withUsage(List<ChatCompletionChunk> chunks) {
    return chunks.stream().filter(chunk -> chunk.usage().isPresent()).count();
  }

  private static StructuredChatCompletionCreateParams<Ticket> ticket() {
    return OpenAiSdk.hello("sim").responseFormat(Ticket.class).build();
  }

  private void jsonSchema() {
    var answer = client.chat().completions().create(ticket());
    answer.choices().getFirst().message().content().orElseThrow().check();
  }

  private void streamJsonSchema() {
    var whole = ChatCompletionAccumulator.create();
    try (var stream = client.chat().completions().createStreaming(ticket())) {
      stream.stream().forEach(whole::accumulate);
    }
    var answer = whole.chatCompletion(Ticket.class);
    answer.choices().getFirst().message().content().orElseThrow().check();
  }

  private void jsonMode() throws Exception {
    var format = ResponseFormatJsonObject.builder().build();
    var params = OpenAiSdk.hello("sim").addUserMessage("Answer in JSON.").responseFormat(format);
    var content = content(create(params.build()));
    Expect.that(new ObjectMapper().readTree(content).isObject(), "content: " + content);
  }

  private void image() {
    var url =
        ChatCompletionContentPartImage.ImageUrl.builder()
            .url("data:image/png;base64," + Samples.PIXEL)
            .detail(ChatCompletionContentPartImage.ImageUrl.Detail.LOW)
            .build();
    var parts =
        List.of(
            ChatCompletionContentPart.ofText(
                ChatCompletionContentPartText.builder().text("What is this?").build()),
            ChatCompletionContentPart.ofImageUrl(
                ChatCompletionContentPartImage.builder().imageUrl(url).build()));
    var params = OpenAiSdk.hello("sim").addUserMessageOfArrayOfContentParts(parts).build();
    Expect.contains("content", content(create(params)), "simulated");
  }

  private void logprobs() {
    var answer = create(OpenAiSdk.hello("sim").logprobs(true).topLogprobs(2).build());
    var tokens = answer.choices().getFirst().logprobs().orElseThrow().content().orElseThrow();
    Expect.that(!tokens.isEmpty(), "no logprobs");
    for (var token : tokens) {
      Expect.that(token.logprob() <= 0, "logprob: " + token.logprob());
      var size = token.topLogprobs().size();
      Expect.that(size == 1 || size == 2, "top_logprobs: %d (expected: 1-2)".formatted(size));
    }
  }

  private void chinese() {
    var params =
        ChatCompletionCreateParams.builder()
            .model("sim/sim-echo")
            .addUserMessage(Samples.CHINESE)
            .build();
    Expect.same("content", content(create(params)), Samples.CHINESE);
    var streamed = OpenAiSdk.text(OpenAiSdk.stream(client, params));
    Expect.same("streamed content", streamed, Samples.CHINESE);
  }

  private void concurrent() {
    var completions = client.async().chat().completions();
    var calls =
        Stream.generate(() -> completions.create(OpenAiSdk.hello("sim").build()))
            .limit(16)
            .toList();
    var ids = calls.stream().map(call -> call.join().id()).distinct().count();
    Expect.same("distinct ids", ids, 16L);
  }

  private static ChatCompletion.Choice.FinishReason reason(ChatCompletion answer) {
    return answer.choices().getFirst().finishReason();
  }

  private static String content(ChatCompletion answer) {
    return answer.choices().getFirst().message().content().orElseThrow();
  }
}
