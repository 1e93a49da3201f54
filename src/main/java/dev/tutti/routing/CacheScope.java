package dev.tutti.routing;

import dev.tutti.provider.Provider;
import dev.tutti.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Digest of the configuration that the answers of a model depend on: who may answer, and where they
 * are. Answers from before a change of it are not given any more. The same in every process.
 */
final class CacheScope {
  private static final int SHORT = 16;

  private CacheScope() {}

  /** The scope of a model, with the models that are asked when it fails. */
  static String of(
      ModelSettings alias, Map<String, ModelSettings> aliases, Map<String, Provider> providers) {
    var parts = new TreeSet<String>();
    var fallbacks = alias.fallbacks();
    var links =
        Stream.of(fallbacks.outage(), fallbacks.contextLength(), fallbacks.contentFilter())
            .flatMap(chain -> chain.stream());
    Stream.concat(Stream.of(alias.name()), links)
        .forEach(
            name -> {
              var named = aliases.get(name);
              if (named == null) {
                parts.add(place(name, providers));
              } else {
                named
                    .deployments()
                    .forEach(share -> parts.add(place(share.target().deployment(), providers)));
              }
            });
    return digest(String.join("\n", parts));
  }

  private static String place(String name, Map<String, Provider> providers) {
    var provider = providers.get(name.substring(0, Math.max(0, name.indexOf('/'))));
    return provider == null
        ? name
        : name + ' ' + provider.settings().preset() + ' ' + provider.settings().baseUrl();
  }

  private static String digest(String text) {
    var hash = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, SHORT);
  }
}
