package dev.tutti.cli.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Query of a URL, made of what is not empty. Not thread-safe. */
public final class QueryText {
  private final StringBuilder text = new StringBuilder();

  /** Adds a parameter, unless its value is empty. */
  public QueryText and(String name, String value) {
    if (!value.isEmpty()) {
      text.append(text.isEmpty() ? '?' : '&')
          .append(name)
          .append('=')
          .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
