package dev.tutti.wire.frame;

import java.util.Arrays;

/**
 * One message of a streamed body: an event's name (may be empty) and its data, which may be a part
 * of a longer array. Not to be changed. Confined to its reader's thread.
 */
public final class Frame {
  private final String event;
  private byte[] bytes;
  private int from;
  private int to;

  /** A frame of an event and its data. */
  public Frame(String event, byte[] data) {
    this(event, data, 0, data.length);
  }

  /** A frame whose data stands among others. */
  Frame(String event, byte[] bytes, int from, int to) {
    this.event = event;
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  /** The event's name, empty where there is none. */
  public String event() {
    return event;
  }

  /** The array that the data stands in, from {@link #from} to {@link #to}. */
  public byte[] bytes() {
    return bytes;
  }

  /** The first byte of the data. */
  public int from() {
    return from;
  }

  /** The byte after the data. */
  public int to() {
    return to;
  }

  /** Length of the data in bytes. */
  public int length() {
    return to - from;
  }

  /** The data, without its framing, in an array of its own. */
  public byte[] data() {
    if (length() < bytes.length) {
      bytes = Arrays.copyOfRange(bytes, from, to);
      to = bytes.length;
      from = 0;
    }
    return bytes;
  }

  /** Whether the data is just this ASCII text. */
  public boolean says(String text) {
    boolean same = length() == text.length();
    for (int i = 0; same && i < text.length(); i++) {
      same = bytes[from + i] == text.charAt(i);
    }
    return same;
  }
}
