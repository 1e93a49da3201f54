package dev.tutti.config;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A value that was asked for. When it was wrong, that is a problem already, and what is answered
 * here only lets reading go on.
 */
public final class Setting<T> {
  private final @Nullable T value;
  private final T placeholder;
  private final Runnable missed;
  private final Consumer<T> assumed;

  private Setting(@Nullable T value, T placeholder, Runnable missed, Consumer<T> assumed) {
    this.value = value;
    this.placeholder = placeholder;
    this.missed = missed;
    this.assumed = assumed;
  }

  static <T> Setting<T> given(T value) {
    return new Setting<>(value, value, () -> {}, _ -> {});
  }

  static <T> Setting<T> wrong(T placeholder) {
    return new Setting<>(null, placeholder, () -> {}, _ -> {});
  }

  /**
   * @param missed reports it, should it be required
   * @param assumed notes the default that is taken instead
   */
  static <T> Setting<T> missing(T placeholder, Runnable missed, Consumer<T> assumed) {
    return new Setting<>(null, placeholder, missed, assumed);
  }

  /** The value, or this one when none is given. */
  public T or(T otherwise) {
    if (value != null) {
      return value;
    }
    assumed.accept(otherwise);
    return otherwise;
  }

  /** The value; that none is given is a problem. */
  public T required() {
    if (value != null) {
      return value;
    }
    missed.run();
    return placeholder;
  }

  /** The value, if one is given. */
  public Optional<T> optional() {
    return Optional.ofNullable(value);
  }
}
