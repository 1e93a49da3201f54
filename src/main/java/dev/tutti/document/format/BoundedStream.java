package dev.tutti.document.format;

import dev.tutti.document.block.UnreadableDocument;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.DecodeOptions;
import org.apache.pdfbox.filter.Filter;
import org.apache.pdfbox.filter.FilterFactory;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessReadView;
import org.apache.pdfbox.io.RandomAccessStreamCache;
import org.apache.pdfbox.pdmodel.common.PDStream;

/**
 * Stream of a PDF that is unpacked within a bound, step by step of its filters, when PDFBox asks
 * for its bytes, as PDFBox itself would fill the heap with whatever a small file grows to. It is
 * measured by what PDFBox has read of it, so that it does not matter where its dictionary says how
 * it is packed, or that the file is encrypted; what nobody asks for, such as a picture, may be of
 * any size. For one thread.
 */
final class BoundedStream extends COSStream {
  private static final int MOST = 16 << 20;

  /** Bound of objects that are packed together, of which a few bytes each take a hundred. */
  private static final int MOST_OF_OBJECTS = 8 << 20;

  /** The same for all of them in a file. */
  private static final int MOST_OF_ALL_OBJECTS = 32 << 20;

  /** Bound of fonts and of files that are attached, of which no objects are made. */
  private static final int MOST_OF_BINARY = 48 << 20;

  /** Bound of the places of objects in a file. */
  private static final int MOST_PLACES = 1_000_000;

  /** Bound of a row in bits, which a filter holds however little it reads. */
  private static final double WIDEST_ROW = 8 << 20;

  private static final Set<String> FONTS = Set.of("Type1C", "CIDFontType0C", "OpenType");
  private static final Set<COSName> PICTURES =
      Set.of(
          COSName.DCT_DECODE,
          COSName.DCT_DECODE_ABBREVIATION,
          COSName.CCITTFAX_DECODE,
          COSName.CCITTFAX_DECODE_ABBREVIATION,
          COSName.JPX_DECODE,
          COSName.JBIG2_DECODE);

  private final AtomicLong objects;
  private boolean measured;
  private int length;

  /**
   * Stream of a file.
   *
   * @param objects bytes of all packed objects of the file
   */
  BoundedStream(RandomAccessStreamCache cache, RandomAccessReadView view, AtomicLong objects)
      throws IOException {
    super(cache, view);
    this.objects = objects;
  }

  /**
   * Goes on only with contents of a page of a bearable size together.
   *
   * @throws UnreadableDocument too_large
   */
  static void check(Iterator<PDStream> contents) throws IOException {
    long all = 0;
    while (contents.hasNext()) {
      all += check(contents.next().getCOSObject());
      require("the contents of a page", all, MOST);
    }
  }

  /**
   * Goes on only with a content of a bearable size, whose objects take ten times its bytes while it
   * is read; returns the size.
   *
   * @throws UnreadableDocument too_large
   */
  static int check(COSStream content) throws IOException {
    if (!(content instanceof BoundedStream bounded)) {
      return 0;
    }
    bounded.measure();
    require("a content", bounded.length, MOST);
    return bounded.length;
  }

  @Override
  public RandomAccessRead createView() throws IOException {
    return new RandomAccessReadBuffer(unpacked());
  }

  @Override
  public COSInputStream createInputStream(DecodeOptions options) throws IOException {
    measure();
    return super.createInputStream(options);
  }

  private void measure() throws IOException {
    if (!measured) {
      unpacked();
    }
  }

  private byte[] unpacked() throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new UnreadableDocument("timeout", "pdf: stopped");
    }
    requireNarrowRows(getDictionaryObject(COSName.DECODE_PARMS, COSName.DP));
    byte[] bytes;
    try (InputStream raw = createRawInputStream()) {
      bytes = unpacked(raw);
    }
    if (!measured && isOfObjects()) {
      require("objects", objects.addAndGet(bytes.length), MOST_OF_ALL_OBJECTS);
    }
    length = bytes.length;
    measured = true;
    CharacterMapBound.check(bytes);
    return bytes;
  }

  private byte[] unpacked(InputStream raw) throws IOException {
    List<Filter> filters = filters();
    int most = most();
    if (filters.isEmpty()) {
      byte[] bytes = raw.readAllBytes();
      require("a stream", bytes.length, most);
      return bytes;
    }
    InputStream in = raw;
    byte[] bytes = {};
    for (int i = 0; i < filters.size(); i++) {
      var out = new UnpackedBytes(most);
      filters.get(i).decode(in, out, this, i);
      bytes = out.toByteArray();
      in = new ByteArrayInputStream(bytes);
    }
    return bytes;
  }

  /** Filters in their order; PDFBox, too, applies each of them once. */
  private List<Filter> filters() throws IOException {
    Set<Filter> filters = new LinkedHashSet<>();
    COSBase named = getFilters();
    if (named instanceof COSName one) {
      filters.add(filter(one));
    } else if (named instanceof COSArray several) {
      for (int i = 0; i < several.size(); i++) {
        if (several.getObject(i) instanceof COSName each) {
          filters.add(filter(each));
        }
      }
    }
    return List.copyOf(filters);
  }

  private static Filter filter(COSName name) throws IOException {
    if (PICTURES.contains(name)) {
      throw new IOException("a picture (expected: what text is made of)");
    }
    return FilterFactory.INSTANCE.getFilter(name);
  }

  private int most() {
    COSArray widths = getCOSArray(COSName.W);
    if (widths != null) {
      return (int) Math.min(MOST_OF_OBJECTS, MOST_PLACES * bytesOfPlace(widths));
    }
    if (isOfObjects()) {
      return MOST_OF_OBJECTS;
    }
    String kind = getNameAsString(COSName.SUBTYPE);
    boolean binary =
        containsKey(COSName.LENGTH1)
            || (kind != null && FONTS.contains(kind))
            || COSName.EMBEDDED_FILE.equals(getCOSName(COSName.TYPE));
    return binary ? MOST_OF_BINARY : MOST;
  }

  /** Whether PDFBox takes it for packed objects, which need their first place. */
  private boolean isOfObjects() {
    return containsKey(COSName.FIRST) || COSName.OBJ_STM.equals(getCOSName(COSName.TYPE));
  }

  private static long bytesOfPlace(COSArray widths) {
    long bytes = 0;
    for (int i = 0; i < widths.size(); i++) {
      bytes += Math.clamp(widths.getInt(i, 0), 0, Long.BYTES);
    }
    return Math.max(1, bytes);
  }

  private static void requireNarrowRows(COSBase parameters) throws IOException {
    if (parameters instanceof COSArray several) {
      for (int i = 0; i < several.size(); i++) {
        requireNarrowRow(several.getObject(i));
      }
    } else {
      requireNarrowRow(parameters);
    }
  }

  private static void requireNarrowRow(COSBase parameters) throws IOException {
    if (parameters instanceof COSDictionary each) {
      double bits =
          (double) each.getInt(COSName.COLUMNS, 1)
              * each.getInt(COSName.COLORS, 1)
              * each.getInt(COSName.BITS_PER_COMPONENT, 8);
      if (bits > WIDEST_ROW) {
        throw new IOException("a row of " + bits + " bits (expected: less)");
      }
    }
  }

  private static void require(String what, long length, int most) {
    if (length > most) {
      throw new UnreadableDocument(
          "too_large", "pdf: " + what + " of more than " + most + " bytes (expected: less)");
    }
  }

  /** Bytes that are unpacked, up to a bound. */
  private static final class UnpackedBytes extends ByteArrayOutputStream {
    private final int most;

    UnpackedBytes(int most) {
      this.most = most;
    }

    @Override
    public synchronized void write(int one) {
      require("a stream", size() + 1L, most);
      super.write(one);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      require("a stream", (long) size() + length, most);
      super.write(bytes, from, length);
    }
  }
}
