package dev.tutti.provider.spi;

import dev.tutti.provider.Presets;
import java.util.List;

/**
 * A kind of provider that a configuration can name: where it is, which environment variables hold
 * its key, how it is spoken to. Stateless and thread-safe.
 *
 * <p>Others add their own as a plugin: a jar on the class path with a public class that implements
 * this interface and has a constructor without parameters, and with a file {@code
 * META-INF/services/dev.tutti.provider.spi.Preset} that names the class. A preset of a plugin
 * replaces a built-in one of the same name.
 *
 * <pre>{@code
 * public final class Acme implements Preset {
 *   public String name() {
 *     return "acme";
 *   }
 *
 *   public String address() {
 *     return "https://api.acme.example/v1";
 *   }
 *
 *   public List<String> keyVariables() {
 *     return List.of("ACME_API_KEY");
 *   }
 *
 *   public Upstream connect(Access access) {
 *     return OpenAiUpstream.of(
 *         access, ProviderCredentials.bearer(access.key()), OpenAiQuirks.NONE);
 *   }
 * }
 * }</pre>
 *
 * <p>A provider with a dialect of its own returns an {@link Adapter} of its own instead.
 */
public interface Preset {

  /** The name in a configuration: lower case. */
  String name();

  /** Its base URL, empty when only the configuration can say. */
  default String address() {
    return "";
  }

  /** The environment variables that may hold its key, the first that is set counts. */
  default List<String> keyVariables() {
    return List.of();
  }

  /** The environment variables that may hold its base URL. */
  default List<String> addressVariables() {
    return List.of();
  }

  /**
   * The upstream of a provider of this kind; called by {@link Presets#connect}.
   *
   * @param access what the configuration says, with this preset's address where it says none
   * @throws IllegalArgumentException when that is not enough, naming the member of the
   *     configuration
   */
  Upstream connect(Access access);
}
