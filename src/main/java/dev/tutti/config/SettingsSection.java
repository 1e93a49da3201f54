package dev.tutti.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Section of the configuration: how it is read, and what of it only a new start changes. A constant
 * beside the settings that it is read as; one section may be read for several of these. Immutable.
 *
 * <pre>{@code
 * static final SettingsSection<SkillsSettings> SECTION =
 *     SettingsSection.live("skills", SkillsSettings::read)
 *         .withFixed("skills.folder", SkillsSettings::folder);
 * }</pre>
 *
 * @param <T> an immutable value with {@code equals}
 */
public final class SettingsSection<T> {
  private final Function<Section, T> read;
  private final List<Fixed<T>> fixed;

  /** Part that only a new start changes. */
  private record Fixed<T>(String key, Function<T, ?> value) {}

  private SettingsSection(Function<Section, T> read, List<Fixed<T>> fixed) {
    this.read = read;
    this.fixed = List.copyOf(fixed);
  }

  /** Section of which a reload changes everything. */
  public static <T> SettingsSection<T> live(String key, Function<Section, T> read) {
    return live(root -> read.apply(root.section(key)));
  }

  /**
   * The same for what is read from several keys.
   *
   * @param read from the root section
   */
  public static <T> SettingsSection<T> live(Function<Section, T> read) {
    return new SettingsSection<>(read, List.of());
  }

  /** Section that only a new start changes. */
  public static <T> SettingsSection<T> fixed(String key, Function<Section, T> read) {
    return live(key, read).withFixed(key, Function.identity());
  }

  /**
   * The same section with a part that only a new start changes.
   *
   * @param key its path, such as {@code skills.folder}
   */
  public SettingsSection<T> withFixed(String key, Function<T, ?> value) {
    var more = new ArrayList<>(fixed);
    more.add(new Fixed<>(key, value));
    return new SettingsSection<>(read, more);
  }

  /** Reads it from the root section. */
  public T read(Section root) {
    return read.apply(root);
  }

  /** Paths that only a new start changes. */
  public Stream<String> fixedKeys() {
    return fixed.stream().map(Fixed::key);
  }

  /** Those of {@link #fixedKeys} that differ between two readings. */
  public Stream<String> fixedDifferences(T one, T other) {
    return fixed.stream()
        .filter(each -> !Objects.equals(each.value.apply(one), each.value.apply(other)))
        .map(Fixed::key);
  }
}
