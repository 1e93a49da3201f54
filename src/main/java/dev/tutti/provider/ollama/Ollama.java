package dev.tutti.provider.ollama;

import dev.tutti.call.SchemaMode;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.provider.error.Diagnosis;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.ModelList;
import dev.tutti.provider.spi.ProviderCredentials;
import dev.tutti.provider.spi.Refusal;
import dev.tutti.provider.spi.UpstreamRequest;
import dev.tutti.provider.translate.PortableRequest;
import dev.tutti.wire.frame.FrameReader;
import dev.tutti.wire.frame.NdjsonReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adapter for Ollama in its own dialect, below a base URL that is its root, such as {@code
 * http://127.0.0.1:11434}. An answer is one JSON text a line.
 *
 * <p>A request's members that Tutti does not know go to the top of Ollama's request, such as {@code
 * keep_alive}; its {@code options} are joined with ours and win. Ollama cannot be told that a tool
 * must be called: a tool that is named is the only one offered, a mere "required" is a wish. How
 * long Ollama worked, in nanoseconds, is not passed on.
 *
 * @see <a href="https://docs.ollama.com/api/chat">Ollama's API reference</a>
 */
public final class Ollama implements Adapter {
  private final ProviderCredentials credentials;
  private final Diagnosis diagnosis;

  public Ollama(ProviderCredentials credentials, Diagnosis diagnosis) {
    this.credentials = credentials;
    this.diagnosis = diagnosis;
  }

  @Override
  public UpstreamRequest outgoing(ChatRequest asked, String model) {
    var request = PortableRequest.of(asked);
    var path =
        switch (request.operation()) {
          case CHAT -> "/api/chat";
          case TEXT_COMPLETION -> "/api/generate";
          case EMBEDDINGS -> "/api/embed";
          case PASSTHROUGH -> throw request.operation().unread();
        };
    var json = new OllamaRequest(request).json(model);
    return new UpstreamRequest(
        path, credentials.headers(), UpstreamRequest.Body.of(Json.bytes(json)));
  }

  @Override
  public List<Map.Entry<String, String>> headers() {
    return credentials.headers();
  }

  /** A form keeps the model from calling tools, and it cannot be made to call one. */
  @Override
  public SchemaMode schemaMode(ChatRequest request, String model) {
    return request.promptOf("tools", "functions").tools().isEmpty()
        ? SchemaMode.NATIVE
        : SchemaMode.PROMPT;
  }

  @Override
  public Optional<ModelList> models() {
    return Optional.of(new ModelList("/api/tags", credentials.headers(), ModelList.Form.OLLAMA));
  }

  @Override
  public Fault fault(Refusal refusal) {
    return diagnosis.of(refusal);
  }

  @Override
  public FrameReader frames() {
    return new NdjsonReader();
  }

  @Override
  public Reader reader(ChatRequest request) {
    return switch (request.operation()) {
      case CHAT, TEXT_COMPLETION -> new OllamaReader(request, diagnosis);
      case EMBEDDINGS -> new OllamaEmbeddings(request, diagnosis);
      case PASSTHROUGH -> throw request.operation().unread();
    };
  }
}
