package clients;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The official OpenAI SDK for Java against Tutti. */
final class OpenAiSdk {
  private OpenAiSdk() {}

  static void main() {
    var client = client().build();
    var flows = new Flows("java");
    new OpenAiChat(client).addTo(flows);
    new OpenAiTools(client).addTo(flows);
    new OpenAiMore(client).addTo(flows);
    new OpenAiFaults(client).addTo(flows);
    new OpenAiResponses(client).addTo(flows);
    new OpenAiBatches(client).addTo(flows);
    flows.runAndExit();
  }

  /** Every answer is validated against the SDK's own types; nothing is tried again. */
  static OpenAIOkHttpClient.Builder client() {
    return OpenAIOkHttpClient.builder()
        .baseUrl(Server.BASE_URL)
        .apiKey(Server.KEY)
        .maxRetries(0)
        .timeout(Duration.ofSeconds(120))
        .responseValidation(true);
  }

  static ChatCompletionCreateParams.Builder hello(String model) {
    return ChatCompletionCreateParams.builder()
        .model(model)
        .addSystemMessage(Samples.SYSTEM)
        .addUserMessage(Samples.HELLO);
  }

  static List<ChatCompletionChunk> stream(OpenAIClient client, ChatCompletionCreateParams params) {
    try (var stream = client.chat().completions().createStreaming(params)) {
      return new ArrayList<>(stream.stream().toList());
    }
  }

  static String text(List<ChatCompletionChunk> chunks) {
    return chunks.stream()
        .flatMap(chunk -> chunk.choices().stream())
        .flatMap(choice -> choice.delta().content().stream())
        .collect(Collectors.joining());
  }

  static void checkUsage(CompletionUsage usage) {
    Expect.that(usage.promptTokens() > 0 && usage.completionTokens() > 0, "usage: " + usage);
    Expect.same(
        "total_tokens", usage.totalTokens(), usage.promptTokens() + usage.completionTokens());
  }
}
