package dev.tutti.document.verify;

import dev.tutti.document.block.DocumentBlock;
import dev.tutti.document.block.ParsedDocument;
import dev.tutti.document.verify.ClaimVerdict.Citation;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Index of a document's text in which quotes are found whatever their white space, width and
 * punctuation.
 */
final class QuoteIndex {
  private static final int MOST = 300;

  /** Longest place of a quote, with the white space of the document. */
  private static final int LONGEST_PLACE = 10 * MOST;

  private static final int LEAST = 8;
  private static final int LEAST_CJK = 4;

  /** What goes on a number, in a text without spaces. */
  private static final Pattern SCALE =
      Pattern.compile(
          "(?i)[%％‰万亿千百倍成折]|个百|thousand|million|billion|trillion|milliard|miliard|millones|milioni|mio|mrd|tsd|percent|prozent|basispoint|crore|lakh"
              + "|(?:[kmb]|mn|bn|tn|bps?|pp)(?![a-z])");

  private final ParsedDocument document;
  private final Folded plain;
  private final Folded wide;

  QuoteIndex(ParsedDocument document) {
    this.document = document;
    this.plain = fold(document.text(), false);
    this.wide = fold(document.text(), true);
  }

  /** Text of which every character knows where it came from. */
  private static final class Folded {
    private final String text;
    private final int[] places;

    Folded(String text, int[] places) {
      this.text = text;
      this.places = places;
    }

    String text() {
      return text;
    }
  }

  Optional<Citation> find(String quote) {
    int cjk = (int) quote.chars().filter(c -> c > 0x2e80).count();
    if (quote.length() > MOST || quote.strip().length() < (cjk > 1 ? LEAST_CJK : LEAST)) {
      return Optional.empty();
    }
    return find(plain, fold(quote, false).text(), "exact")
        .or(() -> find(wide, fold(quote, true).text(), "normalized"));
  }

  private Optional<Citation> find(Folded in, String quote, String match) {
    if (quote.isEmpty()) {
      return Optional.empty();
    }
    for (int at = in.text.indexOf(quote); at >= 0; at = in.text.indexOf(quote, at + 1)) {
      int end = at + quote.length();
      int from = in.places[at];
      int to = in.places[end - 1] + 1;
      if (to - from <= LONGEST_PLACE
          && whole(in.text, at - 1, quote.charAt(0), false)
          && whole(in.text, end, quote.charAt(quote.length() - 1), true)) {
        return Optional.of(citation(from, to, match));
      }
    }
    return Optional.empty();
  }

  /** Whether a number is not cut by the end of a quote: neither its digits nor its scale. */
  private static boolean whole(String text, int neighbour, char edge, boolean after) {
    if (neighbour < 0 || neighbour >= text.length() || !Character.isDigit(edge)) {
      return true;
    }
    char c = text.charAt(neighbour);
    int beyond = after ? neighbour + 1 : neighbour - 1;
    boolean more = beyond >= 0 && beyond < text.length() && Character.isDigit(text.charAt(beyond));
    if (Character.isDigit(c) || ((c == '.' || c == ',') && more)) {
      return false;
    }
    return after
        ? !SCALE.matcher(text).region(neighbour, text.length()).lookingAt()
        : c != '.' && "-−△▲负".indexOf(c) < 0;
  }

  private Citation citation(int from, int to, String match) {
    int low = 0;
    int high = document.blocks().size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (document.blocks().get(middle).start() <= from) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    DocumentBlock block = document.blocks().get(low);
    return new Citation(
        block.id(), block.page(), from, to, document.text().substring(from, to), match);
  }

  static String folded(String text) {
    return fold(text, true).text();
  }

  private static Folded fold(String text, boolean wide) {
    StringBuilder folded = new StringBuilder(text.length());
    int[] places = new int[text.length() * (wide ? 2 : 1) + 16];
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u200b' || c == '\u00ad') {
        continue;
      }
      String part = wide ? wide(c) : String.valueOf(c);
      for (int k = 0; k < part.length() && folded.length() < places.length; k++) {
        places[folded.length()] = i;
        folded.append(part.charAt(k));
      }
    }
    return new Folded(folded.toString(), places);
  }

  private static String wide(char c) {
    return switch (c) {
      case '，', '、' -> ",";
      case '。' -> ".";
      case '“', '”', '„', '「', '」', '«', '»' -> "\"";
      case '‘', '’', '`' -> "'";
      case '–', '—', '−', '‐', '‑', '―' -> "-";
      default -> {
        String normal =
            c < 0x80
                ? String.valueOf(c)
                : Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC);
        yield normal.length() > 2 ? String.valueOf(c) : normal.toLowerCase(Locale.ROOT);
      }
    };
  }
}
