package dev.tutti.contributing.provider;

import dev.tutti.call.SchemaMode;
import dev.tutti.provider.OpenAiUpstream;
import dev.tutti.provider.spi.Access;
import dev.tutti.provider.spi.OpenAiQuirks;
import dev.tutti.provider.spi.Preset;
import dev.tutti.provider.spi.ProviderCredentials;
import dev.tutti.provider.spi.Upstream;
import java.util.List;

/** Acme, which speaks OpenAI's dialect but refuses {@code store} and knows no JSON schema. */
public final class AcmePreset implements Preset {
  private static final OpenAiQuirks QUIRKS =
      OpenAiQuirks.COMPATIBLE
          .tokenLimit("max_tokens")
          .without("store")
          .schemas(SchemaMode.JSON_MODE);

  @Override
  public String name() {
    return "acme";
  }

  @Override
  public String address() {
    return "https://api.acme.example/v1";
  }

  @Override
  public List<String> keyVariables() {
    return List.of("ACME_API_KEY");
  }

  @Override
  public Upstream connect(Access access) {
    return OpenAiUpstream.of(access, ProviderCredentials.bearer(access.key()), QUIRKS);
  }
}
