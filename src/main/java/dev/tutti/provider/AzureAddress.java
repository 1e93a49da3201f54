package dev.tutti.provider;

import dev.tutti.provider.error.ErrorTable;
import dev.tutti.provider.spi.Access;
import dev.tutti.provider.spi.OpenAiQuirks;
import dev.tutti.provider.spi.ProviderCredentials;
import dev.tutti.provider.spi.Upstream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The forms of Azure's addresses. A resource with an {@code api_version} is asked deployment by
 * deployment; without one it is asked in the newer form, where the deployment is the model.
 *
 * <pre>
 * https://NAME.openai.azure.com                                 with or without api_version
 * https://NAME.openai.azure.com/openai/v1                       the newer form, spelled out
 * https://NAME.openai.azure.com/openai/deployments/DEPLOYMENT   one deployment
 * https://NAME.services.ai.azure.com/models                     Azure's own inference
 * </pre>
 *
 * <p>What can be asked for are deployments, and only Azure's management interface lists those; the
 * list at the address itself is of what could be deployed.
 */
final class AzureAddress {
  private static final String DEPLOYMENTS = "2024-10-21";

  /** The first version that has the Responses API. */
  private static final String RESPONSES = "2025-03-01";

  private static final String INFERENCE = "2024-05-01-preview";

  private AzureAddress() {}

  /** The upstream of a resource. */
  static Upstream endpoint(Access access) {
    var credentials = ProviderCredentials.header("api-key", access.key());
    var path = path(access.address(), access.apiVersion());
    var quirks = OpenAiQuirks.NONE.path(path).unlisted();
    var responses = responses(access.address(), access.apiVersion());
    return OpenAiUpstream.of(access, credentials, quirks, ErrorTable.COMMON, responses);
  }

  /**
   * Responses are asked for at the resource: the deployment is the model. Empty where the form of
   * the address, or a version before 2025-03-01, has no such place.
   */
  private static String responses(String address, String version) {
    boolean dated = !version.isEmpty() && Character.isDigit(version.charAt(0));
    boolean old = dated && version.compareTo(RESPONSES) < 0;
    if (old || address.endsWith("/models") || address.contains("/openai/deployments/")) {
      return "";
    }
    if (address.endsWith("/v1")) {
      return "/responses" + (version.isEmpty() ? "" : query(version));
    }
    var prefix = address.endsWith("/openai") ? "" : "/openai";
    return version.isEmpty()
        ? prefix + "/v1/responses"
        : prefix + (dated ? "/responses" : "/v1/responses") + query(version);
  }

  private static String path(String address, String version) {
    if (address.endsWith("/models")) {
      return "{operation}" + query(version.isEmpty() ? INFERENCE : version);
    }
    if (address.contains("/openai/deployments/")) {
      return "{operation}" + query(version.isEmpty() ? DEPLOYMENTS : version);
    }
    if (address.endsWith("/v1")) {
      return "{operation}" + (version.isEmpty() ? "" : query(version));
    }
    var prefix = address.endsWith("/openai") ? "" : "/openai";
    return version.isEmpty()
        ? prefix + "/v1{operation}"
        : prefix + "/deployments/{model}{operation}" + query(version);
  }

  private static String query(String version) {
    return "?api-version=" + URLEncoder.encode(version, StandardCharsets.UTF_8);
  }
}
