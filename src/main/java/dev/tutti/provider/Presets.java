package dev.tutti.provider;

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
 * var preset = Presets.load().named("zhipu").orElseThrow();
 * var endpoint = preset.connect(new Access("", Secret.of(key), "", Map.of(), clock));
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

  /** All of them, by their names. */
  public Collection<Preset> all() {
    return all.values();
  }
}
