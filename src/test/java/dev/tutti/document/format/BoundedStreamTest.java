package dev.tutti.document.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tutti.document.block.UnreadableDocument;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessReadView;
import org.junit.jupiter.api.Test;

class BoundedStreamTest {
  private final AtomicLong objects = new AtomicLong();

  /** Stream of so many zeros. */
  private BoundedStream zeros(int mebibytes) throws IOException {
    var packed = HostileFiles.deflated(mebibytes);
    var view = new RandomAccessReadView(new RandomAccessReadBuffer(packed), 0, packed.length);
    var cache = IOUtils.createMemoryOnlyStreamCache().create();
    var stream = new BoundedStream(cache, view, objects);
    stream.setItem(COSName.FILTER, COSName.FLATE_DECODE);
    return stream;
  }

  private static void refuses(BoundedStream stream) {
    assertThatExceptionOfType(UnreadableDocument.class)
        .isThrownBy(stream::createView)
        .matches(refusal -> refusal.reason().equals("too_large"));
    assertThatExceptionOfType(UnreadableDocument.class).isThrownBy(stream::createInputStream);
  }

  @Test
  void both_ways_to_its_bytes_are_bounded() throws IOException {
    refuses(zeros(17));
    assertThat(zeros(15).createView().length()).isEqualTo(15 << 20);
    assertThat(zeros(15).createInputStream().readAllBytes()).hasSize(15 << 20);
  }

  @Test
  void a_font_may_be_longer_but_is_no_content() throws IOException {
    var font = zeros(40);
    font.setInt(COSName.LENGTH1, 9);
    assertThat(font.createView().length()).isEqualTo(40 << 20);
    assertThatExceptionOfType(UnreadableDocument.class).isThrownBy(() -> BoundedStream.check(font));
    var longer = zeros(49);
    longer.setInt(COSName.LENGTH1, 9);
    refuses(longer);
  }

  /** Whatever the type says, PDFBox takes for objects what has a first place. */
  @Test
  void packed_objects_are_counted_over_the_whole_file() throws IOException {
    var long1 = zeros(9);
    long1.setInt(COSName.FIRST, 4);
    long1.setInt(COSName.LENGTH1, 9);
    refuses(long1);
    for (int i = 0; i < 4; i++) {
      var each = zeros(8);
      each.setInt(COSName.FIRST, 4);
      assertThat(each.createView().length()).isEqualTo(8 << 20);
      assertThat(each.createView().length()).as("counted once").isEqualTo(8 << 20);
    }
    var last = zeros(1);
    last.setInt(COSName.FIRST, 4);
    refuses(last);
  }

  @Test
  void places_of_objects_are_bounded_by_their_number() throws IOException {
    var wide = new COSArray();
    for (int bytes : new int[] {1, 4, 2}) {
      wide.add(COSInteger.get(bytes));
    }
    var places = zeros(6);
    places.setItem(COSName.W, wide);
    assertThat(places.createView().length()).isEqualTo(6 << 20);
    var narrow = new COSArray();
    narrow.add(COSInteger.ONE);
    var more = zeros(2);
    more.setItem(COSName.W, narrow);
    refuses(more);
  }

  @Test
  void a_row_is_no_longer_than_a_file() throws IOException {
    var parameters = new COSDictionary();
    parameters.setInt(COSName.PREDICTOR, 12);
    parameters.setInt(COSName.COLUMNS, 2_000_000_000);
    var stream = zeros(1);
    stream.setItem(COSName.DECODE_PARMS, parameters);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(stream::createView)
        .withMessageContaining("row");
    parameters.setInt(COSName.COLUMNS, 5);
    assertThatCode(stream::createView).doesNotThrowAnyException();
  }
}
