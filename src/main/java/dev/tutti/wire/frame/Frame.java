package dev.tutti.wire.frame;

import java.nio.charset.StandardCharsets;

/**
 * One message of a streamed body: an event's name (may be empty) and its data. Not to be changed.
 */
public final class Frame {
  private final String event;
  private final byte[] data;

  /** A frame of an event and its data. */
  public Frame(String event, byte[] data) {
    this.event = event;
    this.data = data;
  }

  /** The event's name, empty where there is none. */
  public String event() {
    return event;
  }

  /** The data, without its framing. */
  public byte[] data() {
    return data;
  }

  /** Whether the data is just this ASCII text. */
  public boolean says(String text) {
    return data.length == text.length()
        && new String(data, StandardCharsets.ISO_8859_1).equals(text);
  }
}
