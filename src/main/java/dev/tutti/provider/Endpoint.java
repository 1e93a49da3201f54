package dev.tutti.provider;

/**
 * Where a provider is and how it is spoken to.
 *
 * @param address the base URL that the paths of {@link Outgoing} follow
 */
public record Endpoint(String address, Adapter adapter) {

  /** A provider that speaks OpenAI's dialect. */
  public static Endpoint openAi(Access access, Credentials credentials, OpenAiQuirks quirks) {
    return openAi(access, credentials, quirks, ErrorTable.COMMON);
  }

  static Endpoint openAi(
      Access access, Credentials credentials, OpenAiQuirks quirks, ErrorTable errors) {
    var diagnosis = new Diagnosis(errors, access.clock());
    var adapter = new OpenAi(quirks, credentials.with(access.headers()), diagnosis, access.clock());
    return new Endpoint(access.address(), adapter);
  }
}
