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
    return openAi(access, credentials, quirks, errors, "");
  }

  /**
   * @param below the path of its Responses API below the base URL, empty when it is not known to
   *     have one
   */
  static Endpoint openAi(
      Access access,
      Credentials credentials,
      OpenAiQuirks quirks,
      ErrorTable errors,
      String below) {
    var diagnosis = new Diagnosis(errors, access.clock());
    var complete = credentials.with(access.headers());
    var chat = new OpenAi(quirks, complete, diagnosis, access.clock());
    var settings = access.responses();
    if (below.isEmpty() && !settings.isAsked()) {
      return new Endpoint(access.address(), chat);
    }
    var path = below.isEmpty() ? quirks.path().replace("{operation}", "/responses") : below;
    var responses = new OpenAiResponses(path, complete, diagnosis);
    var known = below.isEmpty() ? settings.otherwiseNever() : settings;
    return new Endpoint(access.address(), new ApiSelection(chat, responses, known, access.clock()));
  }
}
