package dev.tutti.contributing.provider;

import dev.tutti.provider.error.Diagnosis;
import dev.tutti.provider.error.ErrorTable;
import dev.tutti.provider.spi.Access;
import dev.tutti.provider.spi.Preset;
import dev.tutti.provider.spi.ProviderCredentials;
import dev.tutti.provider.spi.Upstream;

/** Lines, which has a dialect of its own and is wherever the configuration says. */
public final class LinesPreset implements Preset {
  @Override
  public String name() {
    return "lines";
  }

  @Override
  public Upstream connect(Access access) {
    var credentials =
        ProviderCredentials.header("x-lines-key", access.key()).with(access.headers());
    var diagnosis = new Diagnosis(ErrorTable.COMMON, access.clock());
    return new Upstream(access.address(), new LinesAdapter(credentials, diagnosis));
  }
}
