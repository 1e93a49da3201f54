package dev.tutti.provider.gemini;

import dev.tutti.call.SchemaMode;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.provider.error.Diagnosis;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.ModelList;
import dev.tutti.provider.spi.ProviderCredentials;
import dev.tutti.provider.spi.Refusal;
import dev.tutti.provider.spi.UpstreamRequest;
import dev.tutti.provider.translate.PortableRequest;
import dev.tutti.wire.frame.FrameReader;
import dev.tutti.wire.frame.SseReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adapter for Google's Gemini API in its own dialect, below a base URL that ends in its version,
 * such as {@code https://generativelanguage.googleapis.com/v1beta}.
 *
 * <p>A request's members that Tutti does not know go to the top of Gemini's request, so a caller
 * may say {@code safetySettings} or parts of {@code generationConfig}; what the caller says so
 * wins. The form of Google's own OpenAI endpoint, {@code extra_body.google}, is understood too.
 *
 * @see <a href="https://ai.google.dev/api/generate-content">Gemini API reference</a>
 */
public final class Gemini implements Adapter {
  private final ProviderCredentials credentials;
  private final Diagnosis diagnosis;

  public Gemini(ProviderCredentials credentials, Diagnosis diagnosis) {
    this.credentials = credentials;
    this.diagnosis = diagnosis;
  }

  @Override
  public UpstreamRequest outgoing(ChatRequest asked, String model) {
    var request = PortableRequest.of(asked);
    var named = new GeminiModel(model);
    var json =
        request.operation() == Operation.EMBEDDINGS
            ? GeminiEmbeddings.request(request, named)
            : new GeminiRequest(request, named).json();
    return new UpstreamRequest(
        named.path() + method(request),
        credentials.headers(),
        UpstreamRequest.Body.of(Json.bytes(json)));
  }

  /** Before Gemini 3, an answer in JSON and calls of tools exclude each other. */
  @Override
  public List<Map.Entry<String, String>> headers() {
    return credentials.headers();
  }

  @Override
  public SchemaMode schemaMode(ChatRequest request, String model) {
    boolean tools = !request.promptOf("tools", "functions").tools().isEmpty();
    return tools && !new GeminiModel(model).isSigned() ? SchemaMode.TOOL : SchemaMode.NATIVE;
  }

  private static String method(ChatRequest request) {
    return switch (request.operation()) {
      case EMBEDDINGS -> ":batchEmbedContents";
      case CHAT, TEXT_COMPLETION ->
          request.stream() ? ":streamGenerateContent?alt=sse" : ":generateContent";
      case PASSTHROUGH -> throw request.operation().unread();
    };
  }

  @Override
  public Optional<ModelList> models() {
    return Optional.of(
        new ModelList("/models?pageSize=1000", credentials.headers(), ModelList.Form.GEMINI));
  }

  @Override
  public Fault fault(Refusal refusal) {
    return diagnosis.of(refusal);
  }

  @Override
  public FrameReader frames() {
    return new SseReader();
  }

  @Override
  public Reader reader(ChatRequest request) {
    return request.operation() == Operation.EMBEDDINGS
        ? new GeminiEmbeddings(request, diagnosis)
        : new GeminiReader(request, diagnosis);
  }
}
