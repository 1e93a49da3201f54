package dev.tutti.provider.spi;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An upstream's answer that is not a success.
 *
 * @param status the HTTP status; 200 when the error came inside an answer that began as a success
 * @param headers by their names in lower case
 * @param body the text, at most the first 64 KiB
 */
public record Refusal(int status, Map<String, String> headers, String body) {

  /** A header's value. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }
}
