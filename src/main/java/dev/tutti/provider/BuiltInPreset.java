package dev.tutti.provider;

import dev.tutti.call.SchemaMode;
import dev.tutti.provider.anthropic.Anthropic;
import dev.tutti.provider.error.Diagnosis;
import dev.tutti.provider.error.ErrorTable;
import dev.tutti.provider.gemini.Gemini;
import dev.tutti.provider.ollama.Ollama;
import dev.tutti.provider.spi.Access;
import dev.tutti.provider.spi.OpenAiHistory;
import dev.tutti.provider.spi.OpenAiQuirks;
import dev.tutti.provider.spi.Preset;
import dev.tutti.provider.spi.ProviderCredentials;
import dev.tutti.provider.spi.ReasoningStyle;
import dev.tutti.provider.spi.ReasoningStyles;
import dev.tutti.provider.spi.Upstream;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/** A preset as data: {@code dialect} makes the endpoint. */
record BuiltInPreset(
    String name,
    String address,
    List<String> keyVariables,
    List<String> addressVariables,
    Function<Access, Upstream> dialect)
    implements Preset {
  private static final OpenAiQuirks OLD_LIMIT = OpenAiQuirks.COMPATIBLE.tokenLimit("max_tokens");

  /** Their models want their reasoning back. */
  private static final OpenAiHistory THOUGHTS = OpenAiHistory.of("reasoning_content");

  /** Mistral refuses every member that is not in the request of its own SDK. */
  private static final OpenAiQuirks MISTRAL =
      OLD_LIMIT
          .without("service_tier", "store", "user")
          .history(OpenAiHistory.of().withShortIds())
          .reasoning(ReasoningStyles.MISTRAL);

  private static final OpenAiQuirks GROQ =
      OpenAiQuirks.COMPATIBLE
          .history(OpenAiHistory.of("reasoning"))
          .reasoning(ReasoningStyles.GROQ);
  private static final OpenAiQuirks OPENROUTER =
      OpenAiQuirks.NONE
          .history(
              OpenAiHistory.of(
                  "annotations",
                  "audio",
                  "images",
                  "reasoning",
                  "reasoning_content",
                  "reasoning_details",
                  "refusal"))
          .reasoning(ReasoningStyle.AS_GIVEN);
  private static final OpenAiQuirks XAI =
      OpenAiQuirks.COMPATIBLE
          .history(OpenAiHistory.of("reasoning_content", "refusal"))
          .reasoning(ReasoningStyles.XAI);

  /** All of them. Cohere's own interface has another dialect; this is its compatible one. */
  static final List<Preset> ALL =
      List.of(
          new BuiltInPreset(
              "openai",
              "https://api.openai.com/v1",
              List.of("OPENAI_API_KEY"),
              List.of(),
              BuiltInPreset::openAi),
          bearer(
              "deepseek",
              "https://api.deepseek.com",
              "DEEPSEEK_API_KEY",
              OLD_LIMIT
                  .schemas(SchemaMode.TOOL)
                  .history(THOUGHTS)
                  .reasoning(ReasoningStyles.DEEPSEEK)),
          bearer("mistral", "https://api.mistral.ai/v1", "MISTRAL_API_KEY", MISTRAL),
          bearer("groq", "https://api.groq.com/openai/v1", "GROQ_API_KEY", GROQ),
          bearer("openrouter", "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY", OPENROUTER),
          bearer(
              "moonshot",
              "https://api.moonshot.cn/v1",
              "MOONSHOT_API_KEY",
              OLD_LIMIT
                  .schemas(SchemaMode.JSON_MODE)
                  .history(THOUGHTS)
                  .reasoning(ReasoningStyles.MOONSHOT)),
          bearer("xai", "https://api.x.ai/v1", "XAI_API_KEY", XAI),
          bearer(
              "dashscope",
              "https://dashscope.aliyuncs.com/compatible-mode/v1",
              "DASHSCOPE_API_KEY",
              OLD_LIMIT
                  .schemas(SchemaMode.TOOL)
                  .history(THOUGHTS)
                  .reasoning(ReasoningStyles.DASHSCOPE)),
          bearer(
              "cohere",
              "https://api.cohere.ai/compatibility/v1",
              "COHERE_API_KEY",
              OLD_LIMIT
                  .without("stream_options")
                  .history(OpenAiHistory.of())
                  .reasoning(ReasoningStyles.COHERE)),
          bearer("openai-compatible", "", "", OpenAiQuirks.COMPATIBLE),
          new BuiltInPreset(
              "zhipu",
              "https://open.bigmodel.cn/api/paas/v4",
              List.of("ZHIPU_API_KEY"),
              List.of(),
              BuiltInPreset::zhipu),
          new BuiltInPreset(
              "azure",
              "",
              List.of("AZURE_OPENAI_API_KEY"),
              List.of("AZURE_OPENAI_ENDPOINT"),
              AzureAddress::endpoint),
          new BuiltInPreset(
              "anthropic",
              "https://api.anthropic.com/v1",
              List.of("ANTHROPIC_API_KEY"),
              List.of(),
              BuiltInPreset::anthropic),
          new BuiltInPreset(
              "gemini",
              "https://generativelanguage.googleapis.com/v1beta",
              List.of("GEMINI_API_KEY", "GOOGLE_API_KEY"),
              List.of(),
              BuiltInPreset::gemini),
          new BuiltInPreset(
              "ollama", "http://127.0.0.1:11434", List.of(), List.of(), BuiltInPreset::ollama));

  @Override
  public Upstream connect(Access access) {
    return dialect.apply(access);
  }

  private static Preset bearer(String name, String address, String variable, OpenAiQuirks quirks) {
    return new BuiltInPreset(
        name,
        address,
        variable.isEmpty() ? List.of() : List.of(variable),
        List.of(),
        access -> openAi(access, quirks));
  }

  private static Upstream openAi(Access access) {
    var credentials = ProviderCredentials.bearer(access.key());
    return OpenAiUpstream.of(
        access, credentials, OpenAiQuirks.NONE, ErrorTable.COMMON, "/responses");
  }

  private static Upstream openAi(Access access, OpenAiQuirks quirks) {
    return OpenAiUpstream.of(access, ProviderCredentials.bearer(access.key()), quirks);
  }

  private static Upstream zhipu(Access access) {
    var credentials = ProviderCredentials.zhipu(access.key(), access.clock());
    return OpenAiUpstream.of(
        access,
        credentials,
        OLD_LIMIT.schemas(SchemaMode.JSON_MODE).history(THOUGHTS).reasoning(ReasoningStyles.ZHIPU),
        ErrorTable.ZHIPU);
  }

  private static Upstream anthropic(Access access) {
    var credentials = ProviderCredentials.header("x-api-key", access.key()).with(access.headers());
    var adapter = new Anthropic(credentials, new Diagnosis(ErrorTable.COMMON, access.clock()));
    return new Upstream(ending(access.address(), "/v1"), adapter);
  }

  /** An address of Google's OpenAI-compatible interface is spoken to in that dialect. */
  private static Upstream gemini(Access access) {
    if (access.address().endsWith("/openai")) {
      return openAi(access, OpenAiQuirks.COMPATIBLE);
    }
    var credentials =
        ProviderCredentials.header("x-goog-api-key", access.key()).with(access.headers());
    var adapter = new Gemini(credentials, new Diagnosis(ErrorTable.COMMON, access.clock()));
    return new Upstream(ending(access.address(), "/v1beta"), adapter);
  }

  /** At an address that ends in /v1 is Ollama's own compatible interface. */
  private static Upstream ollama(Access access) {
    if (access.address().endsWith("/v1")) {
      return openAi(access, OpenAiQuirks.COMPATIBLE);
    }
    var credentials = ProviderCredentials.bearer(access.key()).with(access.headers());
    var adapter = new Ollama(credentials, new Diagnosis(ErrorTable.COMMON, access.clock()));
    return new Upstream(access.address(), adapter);
  }

  /** The address with the version that its own clients add, where it has no path. */
  private static String ending(String address, String version) {
    var path = URI.create(address).getRawPath();
    return path == null || path.isEmpty() ? address + version : address;
  }
}
