package dev.tutti.document.format;

import dev.tutti.document.block.UnreadableDocument;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Check of the streams of a PDF before it is parsed: PDFBox inflates whatever it reads into memory,
 * so that a small file could fill the heap. Every stream is inflated once into nothing, and those
 * that grow too much are refused. Images, which are not decoded here, may be large, but no bombs.
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
  private final Inflater inflater = new Inflater();
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
    int start = after;
    while (start < bytes.length
        && start - after < 2
        && (bytes[start] == '\r' || bytes[start] == '\n')) {
      start++;
    }
    var dictionary = dictionary(after);
    boolean image = IMAGE.matcher(dictionary).find();
    if (!image && CHAIN.matcher(dictionary).find()) {
      throw tooLarge("a stream that is packed twice");
    }
    if (!image && PACKED.matcher(dictionary).find() && lengthOf(start) > MOST_LZW) {
      throw tooLarge("a stream of LZW of more than " + MOST_LZW + " bytes");
    }
    if (isZlib(start)) {
      inflate(start, image, most(dictionary, image));
    }
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
    return text.substring(text.lastIndexOf(" obj") + 1);
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

  private boolean isZlib(int at) {
    return at + 2 < bytes.length
        && (bytes[at] & 0x0f) == 8
        && ((bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff)) % 31 == 0;
  }

  private void inflate(int start, boolean image, long most) {
    inflater.reset();
    inflater.setInput(bytes, start, bytes.length - start);
    long one = 0;
    try {
      for (int n = inflater.inflate(sink); n > 0; n = inflater.inflate(sink)) {
        one += n;
        if (one > most && (!image || one > MOST_RATIO * inflater.getBytesRead())) {
          throw tooLarge("a stream of more than " + most + " bytes inflated");
        }
        if (image && one > MOST_OF_ALL) {
          return;
        }
      }
    } catch (DataFormatException _) {
      // PDFBox says what it thinks of it.
    }
    all += image ? 0 : one;
    if (all > MOST_OF_ALL) {
      throw tooLarge("more than " + MOST_OF_ALL + " bytes inflated");
    }
  }

  private static UnreadableDocument tooLarge(String what) {
    return new UnreadableDocument("too_large", "pdf: " + what + " (expected: less)");
  }
}
