package dev.tutti.document.format;

import dev.tutti.document.block.UnreadableDocument;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Check of the streams of a PDF before it is parsed: PDFBox inflates whatever it reads into memory,
 * so that a small file could fill the heap. Every stream is inflated once into nothing, also below
 * ASCII85 and hexadecimal digits, whatever its dictionary says and whatever its first two bytes
 * are, which PDFBox passes over; those that grow too much are refused. Images, which are not
 * decoded here, may be large, but no bombs.
 */
final class PdfStreams {
  private static final byte[] STREAM = "stream".getBytes(StandardCharsets.US_ASCII);
  private static final long MOST_OF_ONE = 16L << 20;

  /** The same of objects that are packed together, of which a few bytes each take a hundred. */
  private static final long MOST_OF_OBJECTS = 8L << 20;

  /** The same of fonts and of files that are attached, of which no objects are made. */
  private static final long MOST_OF_BINARY = 48L << 20;

  private static final long MOST_OF_ALL = 512L << 20;
  private static final int MOST_RATIO = 200;
  private static final int MOST_LZW = 128 << 10;
  private static final int MOST_STREAMS = 200_000;
  private static final int DICTIONARY = 2_000;
  private static final int MOST_LAYERS = 3;

  /** So few bytes mostly tell that something is not packed. */
  private static final int PIECE = 128;

  /** Bytes before what is deflated. */
  private static final int ZLIB_HEADER = 2;

  private static final Pattern ESCAPED = Pattern.compile("#([0-9A-Fa-f]{2})");
  private static final Pattern IMAGE = Pattern.compile("/Subtype\\s*/Image");
  private static final Pattern BINARY =
      Pattern.compile(
          "/Length1\\b|/EmbeddedFile\\b|/Subtype\\s*/(?:Type1C|CIDFontType0C|OpenType)\\b");
  private static final Pattern OBJECTS = Pattern.compile("/ObjStm\\b");
  private static final Pattern PACKED = Pattern.compile("/(?:LZW|RunLength|RL)");
  private static final Pattern CHAIN =
      Pattern.compile(
          "/(?:Filter|F)\\s*\\[[^\\]]*/(?:Fl|LZW|RunLength|RL)[^\\]]*/(?:Fl|LZW|RunLength|RL)");

  private final byte[] bytes;
  private final byte[] sink = new byte[64 << 10];
  private final Inflater inflater = new Inflater(true);
  private long all;

  private PdfStreams(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Goes on only with streams of a bearable size.
   *
   * @throws UnreadableDocument too_large
   */
  static void check(byte[] bytes) {
    var streams = new PdfStreams(bytes);
    int count = 0;
    try {
      for (int at = streams.next(0); at >= 0; at = streams.next(at)) {
        if (Thread.currentThread().isInterrupted()) {
          throw new UnreadableDocument("timeout", "pdf: stopped before its first page");
        }
        if (++count > MOST_STREAMS) {
          throw tooLarge("more than " + MOST_STREAMS + " streams");
        }
        streams.one(at);
      }
    } finally {
      streams.inflater.end();
    }
  }

  /** Place after the next word {@code stream} that is no {@code endstream}; -1 for none. */
  private int next(int from) {
    for (int at = from; at + STREAM.length < bytes.length; at++) {
      if (bytes[at] == 's' && isStream(at) && (at == 0 || bytes[at - 1] != 'd')) {
        return at + STREAM.length;
      }
    }
    return -1;
  }

  private boolean isStream(int at) {
    for (int i = 1; i < STREAM.length; i++) {
      if (bytes[at + i] != STREAM[i]) {
        return false;
      }
    }
    return true;
  }

  private void one(int after) {
    int start = begin(after);
    var dictionary = dictionary(after);
    boolean image = IMAGE.matcher(dictionary).find();
    if (!image && CHAIN.matcher(dictionary).find()) {
      throw tooLarge("a stream that is packed twice");
    }
    if (!image && PACKED.matcher(dictionary).find() && lengthOf(start) > MOST_LZW) {
      throw tooLarge("a stream of LZW of more than " + MOST_LZW + " bytes");
    }
    unpack(bytes, start, new Growth(image, most(dictionary, image)), 0);
  }

  /** Begin of a stream as PDFBox finds it: behind spaces and the end of a line. */
  private int begin(int after) {
    int at = after;
    while (at < bytes.length && bytes[at] == ' ') {
      at++;
    }
    if (at < bytes.length && bytes[at] == '\r') {
      at++;
      return at < bytes.length && bytes[at] == '\n' ? at + 1 : at;
    }
    return at < bytes.length && bytes[at] == '\n' ? at + 1 : at;
  }

  private static long most(String dictionary, boolean image) {
    if (OBJECTS.matcher(dictionary).find()) {
      return MOST_OF_OBJECTS;
    }
    return image || BINARY.matcher(dictionary).find() ? MOST_OF_BINARY : MOST_OF_ONE;
  }

  /** What stands before a stream since the last one. */
  private String dictionary(int after) {
    int from = Math.max(0, after - DICTIONARY);
    var text = new String(bytes, from, after - from, StandardCharsets.ISO_8859_1);
    return unescaped(text.substring(text.lastIndexOf(" obj") + 1));
  }

  /** Dictionary whose names may have characters as two digits: Fl#61teDecode. */
  private static String unescaped(String dictionary) {
    return ESCAPED
        .matcher(dictionary)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), 16))));
  }

  /** Length until the end of a stream, or a little more than is allowed. */
  private int lengthOf(int start) {
    int at = start;
    while (at + 9 <= bytes.length
        && at - start <= MOST_LZW
        && !(bytes[at] == 'e'
            && bytes[at + 1] == 'n'
            && bytes[at + 2] == 'd'
            && isStream(at + 3))) {
      at++;
    }
    return at - start;
  }

  /** Tries all ways in which a stream may be packed; what is none of them ends soon. */
  private void unpack(byte[] packed, int start, Growth growth, int layer) {
    if (layer > MOST_LAYERS) {
      throw tooLarge("a stream that is packed again and again");
    }
    inflate(growth, out -> out.write(packed, start, packed.length - start));
    for (PrintableStream written : PrintableStream.values()) {
      inflate(growth, out -> written.decode(packed, start, out));
      written
          .printable(packed, start)
          .ifPresent(
              again -> {
                count(again.length);
                unpack(again, 0, growth, layer + 1);
              });
    }
  }

  /** Writer of the bytes of a stream. */
  private interface PackedBytes {
    void write(OutputStream out) throws IOException;
  }

  private void inflate(Growth growth, PackedBytes packed) {
    inflater.reset();
    growth.begin();
    try {
      var out = new BufferedOutputStream(pieces(growth), PIECE);
      packed.write(out);
      out.flush();
    } catch (IOException _) {
      // PDFBox says what it thinks of it.
    }
    count(growth.image ? 0 : growth.inflated);
  }

  private void count(long more) {
    all += more;
    if (all > MOST_OF_ALL) {
      throw tooLarge("more than " + MOST_OF_ALL + " bytes inflated");
    }
  }

  private OutputStream pieces(Growth growth) {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] packed, int from, int length) throws IOException {
        int skipped = growth.skip(length);
        piece(packed, from + skipped, length - skipped, growth);
      }
    };
  }

  /**
   * Inflates the next bytes of a stream.
   *
   * @throws IOException when nothing more can be inflated
   */
  private void piece(byte[] packed, int from, int length, Growth growth) throws IOException {
    inflater.setInput(packed, from, length);
    try {
      for (int n = inflater.inflate(sink); n > 0; n = inflater.inflate(sink)) {
        growth.add(n, inflater.getBytesRead());
      }
    } catch (DataFormatException e) {
      throw new IOException(e);
    }
    if (inflater.finished()) {
      throw new IOException("the end of a stream");
    }
  }

  /** Growth of one stream while it is inflated. */
  private static final class Growth {
    private final boolean image;
    private final long most;
    private long inflated;
    private int header;

    Growth(boolean image, long most) {
      this.image = image;
      this.most = most;
    }

    void begin() {
      inflated = 0;
      header = ZLIB_HEADER;
    }

    /** How many of the next bytes are not deflated. */
    int skip(int length) {
      int skipped = Math.min(header, length);
      header -= skipped;
      return skipped;
    }

    void add(int more, long packed) throws IOException {
      inflated += more;
      if (inflated > most && (!image || inflated > MOST_RATIO * packed)) {
        throw tooLarge("a stream of more than " + most + " bytes inflated");
      }
      if (image && inflated > MOST_OF_ALL) {
        throw new IOException("enough of an image");
      }
    }
  }

  private static UnreadableDocument tooLarge(String what) {
    return new UnreadableDocument("too_large", "pdf: " + what + " (expected: less)");
  }
}
