package dev.tutti.template.python;

/** A text that grows within the bounds of a meter. */
public final class TextBuilder {
  private final StringBuilder text = new StringBuilder();
  private final Meter meter;

  /** An empty text. */
  public TextBuilder(Meter meter) {
    this.meter = meter;
  }

  /** Adds a text. */
  public TextBuilder add(String more) {
    meter.text(
        (long) text.length() + more.length() > meter.longest() ? length(more) : more.length());
    text.append(more);
    return this;
  }

  private long length(String more) {
    return (long) text.length() + more.length();
  }

  /** Adds a character so many times; a negative number is none. */
  public TextBuilder fill(String character, long times) {
    if (times > 0) {
      meter.text(Math.min(times, Integer.MAX_VALUE)); // so that the product cannot overflow
      meter.text(text.length() + times * character.length());
      text.append(character.repeat((int) times));
    }
    return this;
  }

  /** The text so far. */
  @Override
  public String toString() {
    return text.toString();
  }
}
