package dev.tutti.document.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.FilterFactory;

/** Ways to write the bytes of a PDF's stream in printable characters, as PDFBox reads them. */
enum PrintableStream {
  ASCII85(COSName.ASCII85_DECODE),
  HEXADECIMAL(COSName.ASCII_HEX_DECODE);

  /** So many characters, without white space, tell whether what is written is printable itself. */
  private static final int HEAD = 64;

  @SuppressWarnings("ImmutableEnumChecker") // names do not change
  private final COSName filter;

  PrintableStream(COSName filter) {
    this.filter = filter;
  }

  /**
   * Writes the bytes of a stream.
   *
   * @throws IOException where it is not written so, or from what is written to
   */
  void decode(byte[] bytes, int start, OutputStream out) throws IOException {
    decode(bytes, start, bytes.length - start, out);
  }

  private void decode(byte[] bytes, int start, int length, OutputStream out) throws IOException {
    var in = new ByteArrayInputStream(bytes, start, length);
    FilterFactory.INSTANCE.getFilter(filter).decode(in, out, new COSDictionary(), 0);
  }

  /**
   * Bytes of a stream that are printable characters again.
   *
   * @throws dev.tutti.document.block.UnreadableDocument too_large
   */
  Optional<byte[]> printable(byte[] bytes, int start) {
    return isPrintable(decoded(bytes, start, head(bytes, start)))
        ? Optional.of(decoded(bytes, start, bytes.length - start))
        : Optional.empty();
  }

  /** Length of the first characters, and of all white space among them. */
  private static int head(byte[] bytes, int start) {
    int at = start;
    for (int seen = 0; at < bytes.length && seen < HEAD; at++) {
      seen += bytes[at] > ' ' || bytes[at] < 0 ? 1 : 0;
    }
    return at - start;
  }

  private byte[] decoded(byte[] bytes, int start, int length) {
    var out = new ContentBound.UnpackedBytes();
    try {
      decode(bytes, start, length, out);
    } catch (IOException _) {
      // what comes before is what PDFBox may have
    }
    return out.toByteArray();
  }

  private static boolean isPrintable(byte[] bytes) {
    for (byte each : bytes) {
      boolean space = each == '\n' || each == '\r' || each == '\t';
      if (each < ' ' && !space) {
        return false;
      }
    }
    return bytes.length > 0;
  }
}
