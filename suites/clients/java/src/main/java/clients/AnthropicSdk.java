package clients;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.Usage;
import java.time.Duration;
import java.util.stream.Collectors;

/** The official Anthropic SDK for Java against Tutti, on models that are not Anthropic's. */
final class AnthropicSdk {
  private AnthropicSdk() {}

  static void main() {
    var client = client().build();
    var flows = new Flows("anthropic-java");
    new AnthropicChat(client).addTo(flows);
    new AnthropicTools(client).addTo(flows);
    new AnthropicFaults(client).addTo(flows);
    flows.runAndExit();
  }

  /** A way to ask: whole, or as a stream that is put together. */
  @FunctionalInterface
  interface Ask {
    Message ask(MessageCreateParams params);
  }

  /** Every answer is validated against the SDK's own types; nothing is tried again. */
  static AnthropicOkHttpClient.Builder client() {
    return AnthropicOkHttpClient.builder()
        .baseUrl(Server.BASE_URL.replaceFirst("/v1$", ""))
        .apiKey(Server.KEY)
        .maxRetries(0)
        .timeout(Duration.ofSeconds(120))
        .responseValidation(true);
  }

  static MessageCreateParams.Builder model(String model) {
    return MessageCreateParams.builder().model(model).maxTokens(200);
  }

  static MessageCreateParams.Builder hello(String model) {
    return model(model).addUserMessage(Samples.HELLO);
  }

  static Message streamed(AnthropicClient client, MessageCreateParams params) {
    var whole = MessageAccumulator.create();
    try (var stream = client.messages().createStreaming(params)) {
      stream.stream().forEach(whole::accumulate);
    }
    return whole.message();
  }

  static String text(Message answer) {
    return answer.content().stream()
        .flatMap(block -> block.text().stream())
        .map(block -> block.text())
        .collect(Collectors.joining());
  }

  static void checkUsage(Usage usage) {
    Expect.that(usage.inputTokens() > 0 && usage.outputTokens() > 0, "usage: " + usage);
  }
}
