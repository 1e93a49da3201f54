package dev.tutti.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that was asked for. When it was wrong, that is a problem already, and what is answered
 * here only lets reading go on.
 */
public final class Setting<T> {
  private final @Nullable T value;
  private final T placeholder;
  private final Runnable missed;

  private Setting(@Nullable T value, T placeholder, Runnable missed) {
    this.value = value;
    this.placeholder = placeholder;
    this.missed = missed;
  }

  static <T> Setting<T> given(T value) {
    return new Setting<>(value, value, () -> {});
  }

  static <T> Setting<T> wrong(T placeholder) {
    return new Setting<>(null, placeholder, () -> {});
  }

  /**
   * @param missed reports it, should it be required
   */
  static <T> Setting<T> missing(T placeholder, Runnable missed) {
    return new Setting<>(null, placeholder, missed);
  }

  /** The value, or this one when none is given. */
  public T or(T otherwise) {
    return value == null ? otherwise : value;
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
