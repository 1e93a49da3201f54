package dev.tutti.document.format;

import dev.tutti.document.block.UnreadableDocument;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.FilterFactory;

/**
 * Bound of the content of pages and of forms on them, whatever their dictionaries say of it: its
 * objects take ten times its bytes while it is read.
 */
final class ContentBound {
  private static final int MOST = 16 << 20;

  private ContentBound() {}

  /**
   * Goes on only with a content of a bearable size.
   *
   * @throws UnreadableDocument too_large
   */
  static void check(COSStream stream) throws IOException {
    try (InputStream raw = stream.createRawInputStream()) {
      InputStream in = raw;
      List<COSName> filters = filters(stream);
      for (int i = 0; i < filters.size(); i++) {
        var out = new UnpackedBytes();
        FilterFactory.INSTANCE.getFilter(filters.get(i)).decode(in, out, stream, i);
        in = new ByteArrayInputStream(out.toByteArray());
      }
    }
  }

  private static List<COSName> filters(COSStream stream) {
    List<COSName> filters = new ArrayList<>();
    if (stream.getFilters() instanceof COSName one) {
      filters.add(one);
    } else if (stream.getFilters() instanceof COSArray several) {
      for (int i = 0; i < several.size(); i++) {
        if (several.getObject(i) instanceof COSName each) {
          filters.add(each);
        }
      }
    }
    return filters;
  }

  /** Bytes that are unpacked, up to a bound. */
  static final class UnpackedBytes extends ByteArrayOutputStream {
    @Override
    public synchronized void write(int one) {
      require(1);
      super.write(one);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      require(length);
      super.write(bytes, from, length);
    }

    private void require(int more) {
      if (size() + more > MOST) {
        throw new UnreadableDocument(
            "too_large", "pdf: a content of more than " + MOST + " bytes (expected: less)");
      }
    }
  }
}
