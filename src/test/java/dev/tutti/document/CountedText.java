package dev.tutti.document;

import java.util.function.Consumer;

/** Text that counts how many of its characters are looked at. For one thread. */
public final class CountedText implements CharSequence {
  private final String text;
  private long looks;

  private CountedText(String text) {
    this.text = text;
  }

  /** Characters that a reader looks at. */
  public static long looks(String text, Consumer<CharSequence> reader) {
    var counted = new CountedText(text);
    reader.accept(counted);
    return counted.looks;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    looks++;
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    looks += end - start;
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    looks += text.length();
    return text;
  }
}
