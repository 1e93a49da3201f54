package dev.tutti.character.card;

import dev.tutti.character.card.CardRefusal.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A PNG as its chunks. Source: PNG (Third Edition), 5.
 *
 * @param chunks in their order, from IHDR to IEND
 * @param rest what follows IEND
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of a file; never compared
record PngImage(List<PngChunk> chunks, byte[] rest) {
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int MOST_CHUNK = 16 << 20;
  private static final int FRAME = 12; // length, type, checksum

  /** Far more than any picture of 32 MiB needs, and few enough to be held beside it. */
  private static final int MOST_CHUNKS = 1 << 16;

  /**
   * A chunk.
   *
   * @param sound whether its checksum is right
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes of a file; never compared
  record PngChunk(String type, byte[] data, boolean sound) {

    static PngChunk of(String type, byte[] data) {
      return new PngChunk(type, data, true);
    }

    private void write(ByteArrayOutputStream out) {
      var name = type.getBytes(StandardCharsets.ISO_8859_1);
      var sum = new CRC32();
      sum.update(name);
      sum.update(data);
      out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
      out.writeBytes(name);
      out.writeBytes(data);
      out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
  }

  static boolean is(byte[] file) {
    return file.length >= 8 && ByteBuffer.wrap(file).getLong() == SIGNATURE;
  }

  /**
   * The chunks of a file.
   *
   * @throws CardRefusal when it breaks off, a chunk says that it is longer than the file, or there
   *     are too many
   */
  static PngImage read(byte[] file) {
    var chunks = new ArrayList<PngChunk>();
    var bytes = ByteBuffer.wrap(file).position(8);
    while (bytes.remaining() >= FRAME && chunks.size() < MOST_CHUNKS) {
      var chunk = chunk(bytes);
      chunks.add(chunk);
      if (chunk.type().equals("IEND")) {
        var rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return new PngImage(List.copyOf(chunks), rest);
      }
    }
    if (chunks.size() == MOST_CHUNKS) {
      throw new CardRefusal(
          Reason.TOO_MANY_ENTRIES, "the picture has more than %,d chunks".formatted(MOST_CHUNKS));
    }
    throw new CardRefusal(Reason.CORRUPT, "the picture breaks off before its end");
  }

  private static PngChunk chunk(ByteBuffer bytes) {
    int length = bytes.getInt();
    if (length < 0 || length > bytes.remaining() - 8) {
      throw new CardRefusal(
          Reason.CORRUPT,
          "a chunk says that it has %d bytes (the file has %d more)"
              .formatted(Integer.toUnsignedLong(length), bytes.remaining()));
    }
    var sum = new CRC32();
    sum.update(bytes.slice(bytes.position(), length + 4));
    var type = new byte[4];
    bytes.get(type);
    var data = new byte[length];
    bytes.get(data);
    boolean sound = bytes.getInt() == (int) sum.getValue();
    var name = new String(type, StandardCharsets.ISO_8859_1);
    if (length > MOST_CHUNK && PngText.TYPES.contains(name)) {
      throw new CardRefusal(
          Reason.TOO_LARGE,
          "a chunk of text has %d bytes (expected: at most %d)".formatted(length, MOST_CHUNK));
    }
    return new PngChunk(name, data, sound);
  }

  /** The file, with right checksums. */
  byte[] write() {
    var out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(8).putLong(SIGNATURE).array());
    chunks.forEach(each -> each.write(out));
    out.writeBytes(rest);
    return out.toByteArray();
  }
}
