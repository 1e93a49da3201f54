package dev.tutti.provider;

import dev.tutti.provider.spi.Access;
import dev.tutti.provider.spi.Preset;
import dev.tutti.provider.spi.Upstream;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The presets that a configuration can name: the built-in ones and those of plugins. Immutable.
 *
 * <pre>{@code
 * var access = new Access("", Secret.of(key), "", Map.of(), clock);
 * var endpoint = Presets.load().connect("zhipu", access);
 * }</pre>
 */
public final class Presets {
  private final SortedMap<String, Preset> all;

  private Presets(SortedMap<String, Preset> all) {
    this.all = Collections.unmodifiableSortedMap(all);
  }

  /** The built-in presets and those of the plugins on the class path. */
  public static Presets load() {
    return of(ServiceLoader.load(Preset.class));
  }

  static Presets of(Iterable<Preset> plugins) {
    var all = new TreeMap<String, Preset>();
    BuiltInPreset.ALL.forEach(preset -> all.put(preset.name(), preset));
    plugins.forEach(preset -> all.put(preset.name(), preset));
    return new Presets(all);
  }

  /** A preset by its name. */
  public Optional<Preset> named(String name) {
    return Optional.ofNullable(all.get(name));
  }

  /** The names of all. */
  public Collection<String> names() {
    return all.keySet();
  }

  /**
   * The upstream of a provider: the one way from what a configuration says to who speaks with it.
   *
   * @throws IllegalArgumentException when the configuration is wrong, naming its member, the value
   *     and what was expected
   */
  public Upstream connect(String name, Access access) {
    var preset = all.get(name);
    if (preset == null) {
      throw new IllegalArgumentException(
          "preset: \"%s\" (expected: sim, %s)".formatted(name, String.join(", ", all.keySet())));
    }
    var complete = access.address().isEmpty() ? access.at(preset.address()) : access;
    if (complete.address().isEmpty()) {
      throw new IllegalArgumentException(
          "base_url: is missing (expected: the provider's address, such as https://...)");
    }
    return preset.connect(complete);
  }

  /** All of them, by their names. */
  public Collection<Preset> all() {
    return all.values();
  }
}
