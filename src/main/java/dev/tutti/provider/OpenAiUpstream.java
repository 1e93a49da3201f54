package dev.tutti.provider;

import dev.tutti.provider.error.Diagnosis;
import dev.tutti.provider.error.ErrorTable;
import dev.tutti.provider.openai.OpenAi;
import dev.tutti.provider.responses.ApiSelection;
import dev.tutti.provider.responses.OpenAiResponses;
import dev.tutti.provider.spi.Access;
import dev.tutti.provider.spi.OpenAiQuirks;
import dev.tutti.provider.spi.ProviderCredentials;
import dev.tutti.provider.spi.Upstream;

/** Endpoints of providers that speak OpenAI's dialect. */
public final class OpenAiUpstream {
  private OpenAiUpstream() {}

  /** A provider that speaks OpenAI's dialect. */
  public static Upstream of(Access access, ProviderCredentials credentials, OpenAiQuirks quirks) {
    return of(access, credentials, quirks, ErrorTable.COMMON);
  }

  static Upstream of(
      Access access, ProviderCredentials credentials, OpenAiQuirks quirks, ErrorTable errors) {
    return of(access, credentials, quirks, errors, "");
  }

  /**
   * @param below the path of its Responses API below the base URL, empty when it is not known to
   *     have one
   */
  static Upstream of(
      Access access,
      ProviderCredentials credentials,
      OpenAiQuirks quirks,
      ErrorTable errors,
      String below) {
    var diagnosis = new Diagnosis(errors, access.clock());
    var complete = credentials.with(access.headers());
    var chat = new OpenAi(quirks, complete, diagnosis, access.clock());
    var settings = access.responses();
    if (below.isEmpty() && !settings.isAsked()) {
      return new Upstream(access.address(), chat);
    }
    var path = below.isEmpty() ? quirks.path().replace("{operation}", "/responses") : below;
    var responses = new OpenAiResponses(path, complete, diagnosis);
    var known = below.isEmpty() ? settings.otherwiseNever() : settings;
    return new Upstream(access.address(), new ApiSelection(chat, responses, known, access.clock()));
  }
}
