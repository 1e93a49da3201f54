package clients;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.TokenUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** LangChain4j's OpenAI models against Tutti. */
final class LangChain4j {
  static final Duration PATIENCE = Duration.ofSeconds(120);

  private LangChain4j() {}

  static void main() {
    var flows = new Flows("langchain4j");
    new LangChain4jChat().addTo(flows);
    new LangChain4jTools().addTo(flows);
    new LangChain4jMore().addTo(flows);
    new LangChain4jFaults().addTo(flows);
    flows.runAndExit();
  }

  static OpenAiChatModel.OpenAiChatModelBuilder model(String name) {
    return OpenAiChatModel.builder()
        .baseUrl(Server.BASE_URL)
        .apiKey(Server.KEY)
        .modelName(name)
        .strictJsonSchema(true)
        .strictTools(true)
        .timeout(PATIENCE)
        .maxRetries(0);
  }

  static OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder streaming(String name) {
    return OpenAiStreamingChatModel.builder()
        .baseUrl(Server.BASE_URL)
        .apiKey(Server.KEY)
        .modelName(name)
        .strictJsonSchema(true)
        .strictTools(true)
        .timeout(PATIENCE);
  }

  /** A streamed answer: its pieces of text as they came, and the whole. */
  record Streamed(List<String> texts, ChatResponse whole) {}

  /** Reads a stream to its end; its error is thrown as it is. */
  static Streamed stream(StreamingChatModel model, ChatRequest request) throws Exception {
    var texts = new ArrayList<String>();
    var whole = new CompletableFuture<ChatResponse>();
    model.chat(
        request,
        new Handler(whole) {
          @Override
          public void onPartialResponse(String text) {
            texts.add(text);
          }
        });
    return new Streamed(texts, join(whole));
  }

  /** Leaves a stream at its first piece of text; completes when that has come. */
  static void leaveAtFirstText(StreamingChatModel model, ChatRequest request) throws Exception {
    var left = new CompletableFuture<ChatResponse>();
    model.chat(
        request,
        new Handler(left) {
          @Override
          public void onPartialResponse(PartialResponse text, PartialResponseContext context) {
            context.streamingHandle().cancel();
            left.complete(null);
          }
        });
    join(left);
  }

  private static ChatResponse join(CompletableFuture<ChatResponse> whole) throws Exception {
    try {
      return whole.get();
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof Exception cause ? cause : failure;
    }
  }

  private abstract static class Handler implements StreamingChatResponseHandler {
    private final CompletableFuture<ChatResponse> whole;

    Handler(CompletableFuture<ChatResponse> whole) {
      this.whole = whole;
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      whole.complete(response);
    }

    @Override
    public void onError(Throwable error) {
      whole.completeExceptionally(error);
    }
  }

  static void checkUsage(TokenUsage usage) {
    Expect.that(usage.inputTokenCount() > 0 && usage.outputTokenCount() > 0, "usage: " + usage);
    Expect.same(
        "total", usage.totalTokenCount(), usage.inputTokenCount() + usage.outputTokenCount());
  }
}
