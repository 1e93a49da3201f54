package dev.tutti.provider;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.wire.FrameReader;
import dev.tutti.wire.SseReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Speaks with Anthropic's Messages API, version 2023-06-01; the base URL ends in {@code /v1}.
 *
 * <p>Members of a request that OpenAI's dialect does not know go through as they are, such as
 * {@code thinking}, {@code top_k}, {@code output_config}, {@code cache_control}. The names in
 * {@code anthropic_beta}, a text or a list, are sent as the header of that name.
 */
final class Anthropic implements Adapter {
  private static final String VERSION = "2023-06-01";
  private static final Pattern BETAS =
      Pattern.compile("[A-Za-z0-9._-]{1,100}(, ?[A-Za-z0-9._-]{1,100}){0,31}");

  private final Credentials credentials;
  private final Diagnosis diagnosis;

  Anthropic(Credentials credentials, Diagnosis diagnosis) {
    this.credentials = credentials;
    this.diagnosis = diagnosis;
  }

  @Override
  public Outgoing outgoing(ChatRequest request, String model) {
    var body = new AnthropicRequest(request, model).body();
    var headers = new ArrayList<>(credentials.headers());
    headers.add(Map.entry("anthropic-version", VERSION));
    var betas = betas(body.path(AnthropicRequest.BETA));
    if (!betas.isEmpty()) {
      headers.add(Map.entry("anthropic-beta", betas));
    }
    body.remove(AnthropicRequest.BETA);
    return new Outgoing("/messages", List.copyOf(headers), Outgoing.Body.of(Json.bytes(body)));
  }

  private static String betas(JsonNode names) {
    var joined =
        names.isArray()
            ? String.join(",", names.valueStream().map(name -> name.asString("")).toList())
            : names.asString("");
    if (!joined.isEmpty() && !BETAS.matcher(joined).matches()) {
      throw Fault.invalid(
          AnthropicRequest.BETA, "not names of letters, digits, -, _ and . (expected: such names)");
    }
    return joined;
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
    return new AnthropicReader(request, diagnosis);
  }
}
