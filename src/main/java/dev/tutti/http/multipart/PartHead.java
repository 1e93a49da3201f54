package dev.tutti.http.multipart;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Head of one part of a form: the name of its field, and that of a file where it is one. */
public final class PartHead {
  private static final String DISPOSITION = "content-disposition";

  /**
   * {@code name="a \"b\""} or {@code name=a}; whoever quotes escapes the quote at most. Loops are
   * possessive: others take a piece of the stack for each letter.
   */
  private static final Pattern PARAMETER =
      Pattern.compile(
          ";\\s*([A-Za-z*]+)\\s*=\\s*(?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|([^;\"\\s]*))");

  private static final Pattern EXTENDED = Pattern.compile("(?i)utf-8'[^']*'(.*)");
  private static final Pattern ENCODING = Pattern.compile("(?i)binary|8bit|7bit");

  private final String field;
  private final @Nullable String file;

  private PartHead(String field, @Nullable String file) {
    this.field = field;
    this.file = file;
  }

  /**
   * Reads the lines before the empty one.
   *
   * @throws Fault {@code invalid_request} when they name no field
   */
  static PartHead parse(String lines) {
    @Nullable String disposition = null;
    for (var line : lines.split("\r\n", -1)) {
      int colon = line.indexOf(':');
      var name = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      var value = line.substring(colon + 1).strip();
      if (name.equals(DISPOSITION)) {
        disposition = value;
      } else if (name.equals("content-transfer-encoding") && !ENCODING.matcher(value).matches()) {
        throw broken("a part with content-transfer-encoding " + value);
      }
    }
    if (disposition == null || !disposition.toLowerCase(Locale.ROOT).startsWith("form-data")) {
      throw broken("a part without content-disposition: form-data");
    }
    return of(disposition);
  }

  private static PartHead of(String disposition) {
    @Nullable String field = null;
    @Nullable String file = null;
    @Nullable String extended = null;
    var parameters = PARAMETER.matcher(disposition);
    while (parameters.find()) {
      var quoted = parameters.group(2);
      var value = quoted == null ? parameters.group(3) : unquoted(quoted);
      switch (parameters.group(1).toLowerCase(Locale.ROOT)) {
        case "name" -> field = value;
        case "filename" -> file = value;
        case "filename*" -> extended = decoded(value);
        default -> {}
      }
    }
    if (field == null || field.isEmpty()) {
      throw broken("a part without a name");
    }
    return new PartHead(field, extended == null ? file : extended);
  }

  /** Clients escape a quote in one of two ways, and a backslash not at all. */
  private static String unquoted(String text) {
    return text.replace("\\\"", "\"").replace("%22", "\"");
  }

  private static @Nullable String decoded(String value) {
    var parts = EXTENDED.matcher(value);
    try {
      return parts.matches()
          ? URLDecoder.decode(parts.group(1).replace("+", "%2B"), StandardCharsets.UTF_8)
          : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  static Fault broken(String what) {
    return Fault.of(
        FaultCode.INVALID_REQUEST, "body: " + what + " (expected: a form of multipart/form-data)");
  }

  /** Name of the field. */
  public String field() {
    return field;
  }

  /** Name of the file as it was sent; empty where the part is a plain field. */
  public Optional<String> file() {
    return Optional.ofNullable(file);
  }
}
