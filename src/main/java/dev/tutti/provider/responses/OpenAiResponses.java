package dev.tutti.provider.responses;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.provider.error.Diagnosis;
import dev.tutti.provider.error.OpeningPhrases;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.ProviderCredentials;
import dev.tutti.provider.spi.Refusal;
import dev.tutti.provider.spi.UpstreamRequest;
import dev.tutti.wire.frame.FrameReader;
import dev.tutti.wire.frame.SseReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Adapter for OpenAI's Responses API. What was asked in it is sent as it was written, any other
 * chat is translated. Nothing is kept there ({@code store: false}): every request has all items,
 * and reasoning comes encrypted, to be handed back.
 *
 * <p>Which models have no reasoning to encrypt is learned from their refusals.
 */
public final class OpenAiResponses implements Adapter {
  private static final int REMEMBERED = 1_000;
  private static final OpeningPhrases UNSEALED =
      OpeningPhrases.of("encrypted content is not supported");

  private final String path;
  private final ProviderCredentials credentials;
  private final Diagnosis diagnosis;
  private final Set<String> unsealed = ConcurrentHashMap.newKeySet();

  /**
   * @param path what follows the base URL, with its query
   */
  public OpenAiResponses(String path, ProviderCredentials credentials, Diagnosis diagnosis) {
    this.path = path;
    this.credentials = credentials;
    this.diagnosis = diagnosis;
  }

  @Override
  public UpstreamRequest outgoing(ChatRequest request, String model) {
    boolean sealed = ResponsesModels.reasons(model) && !unsealed.contains(model);
    var body = new ResponsesRequest(request, model, sealed).body();
    return new UpstreamRequest(path, headers(), UpstreamRequest.Body.of(Json.bytes(body)));
  }

  @Override
  public List<Map.Entry<String, String>> headers() {
    return credentials.headers();
  }

  @Override
  public boolean takesCustomTools(ChatRequest request, String model) {
    return true;
  }

  @Override
  public boolean speaksResponses(ChatRequest request, String model) {
    return true;
  }

  /** Encrypted reasoning that this model cannot read, or cannot write, is given up. */
  @Override
  public Optional<ChatRequest> instead(ChatRequest refused, String model, Fault why) {
    if (why.code() == FaultCode.INVALID_REQUEST && UNSEALED.begin(why, model)) {
      if (unsealed.size() < REMEMBERED) {
        unsealed.add(model);
      }
      return unsealed.contains(model) ? Optional.of(refused) : Optional.empty();
    }
    var words = why.getMessage().toLowerCase(Locale.ROOT);
    return isUnreadable(words) ? refused.withoutReasoning() : Optional.empty();
  }

  private static boolean isUnreadable(String words) {
    return (words.contains("encrypted content") && words.contains("could not be verified"))
        || words.contains("items are not persisted when")
        || words.contains("without its required");
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
    return new ResponsesReader(request, diagnosis);
  }
}
