package clients;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.catalog.ModelDescription;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiLanguageModel;
import dev.langchain4j.model.openai.OpenAiModelCatalog;
import dev.langchain4j.model.openai.OpenAiStreamingLanguageModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The endpoints beside chat: embeddings, models, legacy completions. */
final class LangChain4jMore {
  void addTo(Flows flows) {
    flows
        .add("embeddings", this::embeddings)
        .add("models", this::models)
        .add("completions", this::completions);
  }

  private void embeddings() {
    var model =
        OpenAiEmbeddingModel.builder()
            .baseUrl(Server.BASE_URL)
            .apiKey(Server.KEY)
            .modelName("sim")
            .dimensions(64)
            .maxRetries(0)
            .build();
    var texts = List.of("eins", "二", "eins").stream().map(TextSegment::from).toList();
    var answer = model.embedAll(texts);
    var vectors = answer.content();
    var dimensions = vectors.stream().map(Embedding::dimension).toList();
    Expect.same("dimensions", dimensions, List.of(64, 64, 64));
    Expect.same("vector of the same text", vectors.get(2), vectors.get(0));
    Expect.that(!vectors.get(1).equals(vectors.get(0)), "two texts have one vector");
    Expect.that(answer.tokenUsage().inputTokenCount() > 0, "usage: " + answer.tokenUsage());
  }

  private void models() {
    var catalog = OpenAiModelCatalog.builder().baseUrl(Server.BASE_URL).apiKey(Server.KEY).build();
    var names = catalog.listModels().stream().map(ModelDescription::name).toList();
    Expect.that(names.contains("sim"), "models: %s (expected: sim)".formatted(names));
  }

  private void completions() {
    var model =
        OpenAiLanguageModel.builder()
            .baseUrl(Server.BASE_URL)
            .apiKey(Server.KEY)
            .modelName("sim")
            .maxRetries(0)
            .build();
    var answer = model.generate("Once upon a time");
    Expect.contains("text", answer.content(), "simulated");
    Expect.same("finishReason", answer.finishReason(), FinishReason.STOP);
    LangChain4j.checkUsage(answer.tokenUsage());
    Expect.contains("streamed text", streamed("Once upon a time"), "simulated");
  }

  private static String streamed(String prompt) {
    var model =
        OpenAiStreamingLanguageModel.builder()
            .baseUrl(Server.BASE_URL)
            .apiKey(Server.KEY)
            .modelName("sim")
            .build();
    var text = new StringBuilder();
    var whole = new CompletableFuture<Response<String>>();
    model.generate(
        prompt,
        new StreamingResponseHandler<String>() {
          @Override
          public void onNext(String token) {
            text.append(token);
          }

          @Override
          public void onComplete(Response<String> response) {
            whole.complete(response);
          }

          @Override
          public void onError(Throwable error) {
            whole.completeExceptionally(error);
          }
        });
    Expect.same("whole text", whole.join().content(), text.toString());
    return text.toString();
  }
}
