package dev.tutti.document.format;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.ICOSParser;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessStreamCache;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdmodel.PDDocument;

/** PDFBox's parser of a file, all of whose streams are {@link BoundedStream}s. For one thread. */
final class BoundedPdf extends PDFParser {
  private BoundedPdf(byte[] bytes) throws IOException {
    super(new RandomAccessReadBuffer(bytes));
    document.close();
    document = new BoundedDocument(IOUtils.createMemoryOnlyStreamCache().create(), this);
  }

  /**
   * Opens a file.
   *
   * @throws dev.tutti.document.block.UnreadableDocument where a stream that is needed is too large
   */
  static PDDocument open(byte[] bytes) throws IOException {
    return new BoundedPdf(bytes).parse();
  }

  /** Document that makes the streams, and has one account for the objects in them. */
  private static final class BoundedDocument extends COSDocument {
    private final RandomAccessStreamCache cache;
    private final ICOSParser parser;
    private final AtomicLong objects = new AtomicLong();

    BoundedDocument(RandomAccessStreamCache cache, ICOSParser parser) {
      super(() -> cache, parser);
      this.cache = cache;
      this.parser = parser;
    }

    @Override
    public COSStream createCOSStream(COSDictionary dictionary, long start, long length)
        throws IOException {
      var view = parser.createRandomAccessReadView(start, length);
      var stream = new BoundedStream(cache, view, objects);
      dictionary.forEach((name, value) -> stream.setItem(name, value));
      stream.setKey(dictionary.getKey());
      return stream;
    }
  }
}
