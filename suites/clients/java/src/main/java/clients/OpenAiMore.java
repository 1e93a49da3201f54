package clients;

import com.openai.client.OpenAIClient;
import com.openai.models.completions.CompletionChoice;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import java.util.List;
import java.util.stream.Collectors;

/** The endpoints beside chat: embeddings, models, legacy completions. */
final class OpenAiMore {
  private final OpenAIClient client;

  OpenAiMore(OpenAIClient client) {
    this.client = client;
  }

  void addTo(Flows flows) {
    flows
        .add("embeddings", this::embeddings)
        .add("models", this::models)
        .add("completions", this::completions);
  }

  private void embeddings() {
    var asked =
        EmbeddingCreateParams.builder()
            .model("sim")
            .inputOfArrayOfStrings(List.of("eins", "二", "eins"))
            .dimensions(64);
    var answer = client.embeddings().create(asked.build());
    var vectors = vectors(answer);
    Expect.same("dimensions", vectors.stream().map(List::size).toList(), List.of(64, 64, 64));
    Expect.same("vector of the same text", vectors.get(2), vectors.get(0));
    Expect.that(!vectors.get(1).equals(vectors.get(0)), "two texts have one vector");
    Expect.that(answer.usage().promptTokens() > 0, "usage: " + answer.usage());
    var plain = asked.encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT).build();
    Expect.same("vectors as numbers", vectors(client.embeddings().create(plain)), vectors);
  }

  private static List<List<Float>> vectors(CreateEmbeddingResponse answer) {
    return answer.data().stream().map(item -> item.embedding()).toList();
  }

  private void models() {
    var ids = client.models().list().autoPager().stream().map(Model::id).toList();
    Expect.that(ids.contains("sim"), "models: %s (expected: sim)".formatted(ids));
    for (var name : List.of("sim", "sim/sim-tools")) {
      Expect.same("models.retrieve", client.models().retrieve(name).id(), name);
    }
  }

  private void completions() {
    var params =
        CompletionCreateParams.builder()
            .model("sim")
            .prompt("Once upon a time")
            .maxTokens(50)
            .build();
    var answer = client.completions().create(params);
    var choice = answer.choices().getFirst();
    Expect.contains("text", choice.text(), "simulated");
    Expect.same("finish_reason", choice.finishReason(), CompletionChoice.FinishReason.STOP);
    OpenAiSdk.checkUsage(answer.usage().orElseThrow());
    // OpenAI's own chunks break the SDK's types here: the finish reason is null until the last.
    var lenient = OpenAiSdk.client().responseValidation(false).build();
    try (var stream = lenient.completions().createStreaming(params)) {
      var text =
          stream.stream()
              .flatMap(chunk -> chunk.choices().stream())
              .map(CompletionChoice::text)
              .collect(Collectors.joining());
      Expect.contains("streamed text", text, "simulated");
    }
  }
}
