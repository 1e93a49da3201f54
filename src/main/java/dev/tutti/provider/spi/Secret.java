package dev.tutti.provider.spi;

/** A text that must not be seen: it prints as stars. */
public final class Secret {
  /** No secret. */
  public static final Secret NONE = new Secret("");

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** A secret, or {@link #NONE} for an empty text. */
  public static Secret of(String value) {
    return value.isEmpty() ? NONE : new Secret(value);
  }

  /** The secret itself. */
  public String value() {
    return value;
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return isEmpty() ? "none" : "***";
  }
}
