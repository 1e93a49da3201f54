package clients;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonAnyOfSchema;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonNullSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import dev.langchain4j.model.openai.OpenAiChatResponseMetadata;
import dev.langchain4j.model.output.FinishReason;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Chats: plain, streamed, structured, with an image, many at once. */
final class LangChain4jChat {
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

  static ChatRequest hello() {
    return ChatRequest.builder()
        .messages(SystemMessage.from(Samples.SYSTEM), UserMessage.from(Samples.HELLO))
        .build();
  }

  private void chat() {
    var answer =
        LangChain4j.model("sim")
            .build()
            .chat(
                SystemMessage.from(Samples.SYSTEM),
                UserMessage.from(Samples.HELLO),
                AiMessage.from("Hello."),
                UserMessage.from("Again."));
    Expect.contains("text", answer.aiMessage().text(), "simulated");
    Expect.same("finishReason", answer.finishReason(), FinishReason.STOP);
    Expect.same("model", answer.modelName(), "sim");
    LangChain4j.checkUsage(answer.tokenUsage());
    var metadata = (OpenAiChatResponseMetadata) answer.metadata();
    var headers = metadata.rawHttpResponse().headers();
    Expect.that(headers.containsKey("x-tutti-request-id"), "no x-tutti-request-id header");
  }

  private void stream() throws Exception {
    var answer = LangChain4j.stream(LangChain4j.streaming("sim").build(), hello());
    Expect.contains("text", String.join("", answer.texts()), "simulated");
    Expect.same("whole", answer.whole().aiMessage().text(), String.join("", answer.texts()));
    Expect.that(answer.texts().size() > 1, answer.texts().size() + " texts (expected: several)");
    Expect.same("finishReason", answer.whole().finishReason(), FinishReason.STOP);
  }

  private void streamUsage() throws Exception {
    var answer = LangChain4j.stream(LangChain4j.streaming("sim").build(), hello());
    LangChain4j.checkUsage(answer.whole().tokenUsage());
  }

  enum Kind {
    bug,
    feature
  }

  record Author(String name, String email) {}

  record Ticket(
      String title, Kind kind, int priority, boolean open, List<String> tags, Author author) {
    Ticket {
      Objects.requireNonNull(title);
      Objects.requireNonNull(kind);
      Objects.requireNonNull(author.name());
      tags = List.copyOf(tags);
    }
  }

  /** Refuses what the schema refuses: missing and unknown fields, and nulls. */
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private static ChatRequest ticket() {
    var author =
        JsonObjectSchema.builder()
            .addStringProperty("name")
            .addProperty(
                "email",
                JsonAnyOfSchema.builder()
                    .anyOf(new JsonStringSchema(), new JsonNullSchema())
                    .build())
            .required("name", "email")
            .additionalProperties(false)
            .build();
    var schema =
        JsonObjectSchema.builder()
            .addStringProperty("title")
            .addEnumProperty("kind", List.of("bug", "feature"))
            .addIntegerProperty("priority")
            .addBooleanProperty("open")
            .addProperty("tags", JsonArraySchema.builder().items(new JsonStringSchema()).build())
            .addProperty("author", author)
            .required("title", "kind", "priority", "open", "tags", "author")
            .additionalProperties(false)
            .build();
    var format =
        ResponseFormat.builder()
            .type(ResponseFormatType.JSON)
            .jsonSchema(JsonSchema.builder().name("ticket").rootElement(schema).build())
            .build();
    return ChatRequest.builder()
        .messages(UserMessage.from(Samples.HELLO))
        .responseFormat(format)
        .build();
  }

  private void jsonSchema() throws Exception {
    var text = LangChain4j.model("sim").build().chat(ticket()).aiMessage().text();
    STRICT.readValue(text, Ticket.class);
  }

  private void streamJsonSchema() throws Exception {
    var answer = LangChain4j.stream(LangChain4j.streaming("sim").build(), ticket());
    STRICT.readValue(answer.whole().aiMessage().text(), Ticket.class);
  }

  private void jsonMode() throws Exception {
    var model = LangChain4j.model("sim").responseFormat(ResponseFormat.JSON).build();
    var text = model.chat("Answer in JSON.");
    Expect.that(STRICT.readTree(text).isObject(), "text: " + text);
  }

  private void image() {
    var question =
        UserMessage.from(
            TextContent.from("What is this?"),
            ImageContent.from(Samples.PIXEL, "image/png", ImageContent.DetailLevel.LOW));
    var answer = LangChain4j.model("sim").build().chat(question);
    Expect.contains("text", answer.aiMessage().text(), "simulated");
  }

  private void logprobs() {
    var model = LangChain4j.model("sim").logprobs(true).topLogprobs(2).build();
    var metadata = (OpenAiChatResponseMetadata) model.chat(hello()).metadata();
    Expect.that(metadata.logProbs() != null && !metadata.logProbs().isEmpty(), "no logprobs");
    for (var token : metadata.logProbs()) {
      Expect.that(token.logprob() <= 0, "logprob: " + token.logprob());
    }
  }

  private void chinese() throws Exception {
    var echo = LangChain4j.model("sim/sim-echo").build();
    Expect.same("text", echo.chat(Samples.CHINESE), Samples.CHINESE);
    var request = ChatRequest.builder().messages(UserMessage.from(Samples.CHINESE)).build();
    var answer = LangChain4j.stream(LangChain4j.streaming("sim/sim-echo").build(), request);
    Expect.same("streamed text", String.join("", answer.texts()), Samples.CHINESE);
  }

  private void concurrent() throws Exception {
    var model = LangChain4j.model("sim").build();
    Callable<String> call = () -> model.chat(hello()).id();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var ids = new HashSet<String>();
      for (var answer : threads.invokeAll(Collections.nCopies(16, call))) {
        ids.add(answer.get());
      }
      Expect.same("distinct ids", ids.size(), 16);
    }
  }
}
