package dev.tutti.chat;

import java.util.List;
import java.util.Locale;

/**
 * Media types of pictures and documents: providers look at the first bytes and refuse a picture
 * that is declared as another, while callers take the type from a file's name.
 */
public final class MediaType {
  /** Beginnings of the kinds in base64; the first that fits counts. */
  private static final List<Beginning> KNOWN =
      List.of(
          new Beginning("iVBORw0KGgo", "", "image/png"),
          new Beginning("/9j/", "", "image/jpeg"),
          new Beginning("R0lGOD", "", "image/gif"),
          new Beginning("UklGR", "XRUJQ", "image/webp"), // RIFF, four bytes of length, WEBP
          new Beginning("JVBERi", "", "application/pdf"));

  private MediaType() {}

  /** The media type of data in base64, as its bytes say it or else as it is declared. */
  public static String of(String declared, String base64) {
    return KNOWN.stream()
        .filter(kind -> kind.fits(base64))
        .map(Beginning::mediaType)
        .findFirst()
        .orElseGet(() -> registered(declared));
  }

  /** The registered name of a type that goes by others, too. */
  private static String registered(String declared) {
    return switch (declared.toLowerCase(Locale.ROOT)) {
      case "image/jpg", "image/pjpeg" -> "image/jpeg";
      case "image/x-png" -> "image/png";
      case "application/x-pdf" -> "application/pdf";
      default -> declared;
    };
  }

  /**
   * Signature of a kind of data: the letters of base64 that it begins with.
   *
   * @param later what stands eleven letters after the beginning, empty for anything
   */
  private record Beginning(String letters, String later, String mediaType) {
    boolean fits(String base64) {
      return base64.startsWith(letters) && (later.isEmpty() || base64.startsWith(later, LATER));
    }

    private static final int LATER = 11;
  }
}
