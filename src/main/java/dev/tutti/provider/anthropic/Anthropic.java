package dev.tutti.provider.anthropic;

import dev.tutti.call.SchemaMode;
import dev.tutti.chat.AnswerFormat;
import dev.tutti.chat.AnthropicWords;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.provider.error.Diagnosis;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.ModelList;
import dev.tutti.provider.spi.ProviderCredentials;
import dev.tutti.provider.spi.Refusal;
import dev.tutti.provider.spi.UpstreamRequest;
import dev.tutti.wire.frame.FrameReader;
import dev.tutti.wire.frame.SseReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Adapter for Anthropic's Messages API, version 2023-06-01; the base URL ends in {@code /v1}.
 *
 * <p>Members of a request that OpenAI's dialect does not know go through as they are, such as
 * {@code thinking}, {@code top_k}, {@code output_config}, {@code cache_control}. The names in
 * {@code anthropic_beta}, a text or a list, are sent as the header of that name.
 */
public final class Anthropic implements Adapter {
  private static final String VERSION = "2023-06-01";
  private static final Pattern BETAS =
      Pattern.compile("[A-Za-z0-9._-]{1,100}(, ?[A-Za-z0-9._-]{1,100}){0,31}");

  private final ProviderCredentials credentials;
  private final Diagnosis diagnosis;

  public Anthropic(ProviderCredentials credentials, Diagnosis diagnosis) {
    this.credentials = credentials;
    this.diagnosis = diagnosis;
  }

  @Override
  public UpstreamRequest outgoing(ChatRequest request, String model) {
    var body = new AnthropicRequest(request, model).body();
    var betas = betas(body.path(AnthropicWords.BETA));
    body.remove(AnthropicWords.BETA);
    return new UpstreamRequest(
        "/messages", headers(betas), UpstreamRequest.Body.of(Json.bytes(body)));
  }

  @Override
  public List<Map.Entry<String, String>> headers() {
    return headers("");
  }

  @Override
  public SchemaMode schemaMode(ChatRequest request, String model) {
    return request.promptOf("response_format").answerFormat()
                instanceof AnswerFormat.JsonSchema wanted
            && (!ClaudeModel.of(model).structured() || StrictSchema.of(wanted.schema()).isEmpty())
        ? SchemaMode.TOOL
        : SchemaMode.NATIVE;
  }

  /** The configured version counts, and its betas come first. */
  private List<Map.Entry<String, String>> headers(String betas) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("anthropic-version", VERSION);
    credentials.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
    if (!betas.isEmpty()) {
      headers.merge("anthropic-beta", betas, (configured, asked) -> configured + "," + asked);
    }
    return List.copyOf(headers.entrySet());
  }

  private static String betas(JsonNode names) {
    var joined =
        names.isArray()
            ? String.join(",", names.valueStream().map(name -> name.asString("")).toList())
            : names.asString("");
    if (!joined.isEmpty() && !BETAS.matcher(joined).matches()) {
      throw Fault.invalid(
          AnthropicWords.BETA, "not a list of names (expected: letters, digits, -, _ and .)");
    }
    return joined;
  }

  @Override
  public Optional<ModelList> models() {
    return Optional.of(new ModelList("/models?limit=1000", headers(""), ModelList.Form.DATA_IDS));
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
